package io.reprise.pipelines.diffpage;

import io.reprise.pipelines.diff.MetricDiff;
import io.reprise.pipelines.diff.SeedNoise;
import io.reprise.pipelines.diff.SeedNoise.Spread;
import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Section;
import io.reprise.pipelines.page.Table;
import io.reprise.pipelines.page.Table.Column;
import io.reprise.pipelines.page.Table.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Metrics that differ, and how much accuracies move between seeds. */
final class MetricSection {

  private static final int MOST = 3000;

  private MetricSection() {}

  static Section of(DiffView view) {
    List<MetricDiff> metrics = view.runs().metrics();
    List<String> notes = new ArrayList<>();
    Long equal = view.runs().equalCount();
    notes.add(
        Cells.format(
            "%,d metrics differ, %s are equal.",
            metrics.size(), equal == null ? "all" : Cells.format("%,d", equal)));
    if (metrics.size() > MOST) {
      notes.add(Cells.format("The first %,d are shown; ./reprise diff --json has all.", MOST));
    }
    List<Block> blocks = new ArrayList<>();
    if (!metrics.isEmpty()) {
      blocks.add(table(metrics));
    }
    if (!view.seeds().isEmpty()) {
      Table seeds = seeds(view.seeds());
      if (!seeds.rows().isEmpty()) {
        blocks.add(seeds);
      }
      if (view.seeds().stream().anyMatch(each -> each.before() == null || each.after() == null)) {
        blocks.add(
            new Block.Text(
                seeds.rows().isEmpty()
                    ? "There is no replicate of either run with another seed in its store."
                    : "Where a run has no line, there is no replicate of it with another seed in"
                        + " its store."));
      }
    }
    return new Section("metrics", "Metrics", notes, blocks);
  }

  private static Table table(List<MetricDiff> metrics) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (MetricDiff metric : metrics.stream().limit(MOST).toList()) {
      MetricDiff.Id id = metric.id();
      rows.add(
          Arrays.asList(
              id.stage(),
              id.split(),
              Cells.cut(id.name()),
              id.className() == null ? null : Cells.cut(id.className()),
              Cells.finite(metric.before()),
              Cells.finite(metric.after()),
              Cells.finite(metric.delta())));
    }
    return new Table(
        "",
        List.of(
            Column.text("Stage"),
            Column.text("Split"),
            Column.text("Metric"),
            Column.text("Class"),
            Column.number("First"),
            Column.number("Second"),
            new Column("Difference", Kind.DELTA)),
        rows,
        rows.size() > 10);
  }

  private static Table seeds(List<SeedNoise> noises) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (SeedNoise noise : noises) {
      row(noise, "first", noise.before(), rows);
      row(noise, "second", noise.after(), rows);
    }
    return new Table(
        "Accuracy between seeds",
        List.of(
            Column.text("Stage"),
            Column.text("Split"),
            Column.text("Run"),
            Column.number("Seeds"),
            Column.number("Mean"),
            Column.number("Standard deviation"),
            Column.number("Least"),
            Column.number("Largest")),
        rows,
        false);
  }

  private static void row(
      SeedNoise noise, String run, @Nullable Spread spread, List<List<@Nullable Object>> rows) {
    if (spread != null) {
      rows.add(
          Arrays.asList(
              noise.id().stage(),
              noise.id().split(),
              run,
              (long) spread.seeds(),
              spread.mean(),
              spread.deviation(),
              spread.least(),
              spread.largest()));
    }
  }
}
