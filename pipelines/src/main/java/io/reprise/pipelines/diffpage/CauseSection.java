package io.reprise.pipelines.diffpage;

import io.reprise.pipelines.cache.Difference;
import io.reprise.pipelines.diff.RunDiff;
import io.reprise.pipelines.diff.RunDiff.StageDiff;
import io.reprise.pipelines.diff.Way;
import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Section;
import io.reprise.pipelines.page.Table;
import io.reprise.pipelines.page.Table.Column;
import io.reprise.pipelines.page.Table.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was changed, and what followed from it. */
final class CauseSection {

  private static final int MOST_STAGES = 2000;
  private static final int MOST_WAYS = 500;
  private static final int MOST_METRICS = 4;

  private CauseSection() {}

  static Section of(RunDiff runs) {
    List<Block> blocks = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    runs.firstDifferent().ifPresent(stage -> notes.add("First stage with other bytes: " + stage));
    if (runs.stages().size() > MOST_STAGES) {
      notes.add(Cells.format("The first %,d of %,d stages.", MOST_STAGES, runs.stages().size()));
    }
    List<List<@Nullable Object>> stages = new ArrayList<>();
    for (StageDiff stage : runs.stages().stream().limit(MOST_STAGES).toList()) {
      stages.add(
          Arrays.asList(
              stage.name(),
              says(stage),
              Cells.cut(String.join("; ", Difference.describe(stage.causes())))));
    }
    blocks.add(
        new Table(
            "",
            List.of(
                Column.text("Stage"),
                new Column("State", Kind.STATE),
                Column.text("What was changed")),
            stages,
            stages.size() > 20));
    if (!runs.ways().isEmpty()) {
      blocks.add(ways(runs.ways(), notes));
    }
    if (!runs.machine().isEmpty()) {
      blocks.add(
          new Block.Text(
              "Machines: " + Cells.cut(String.join("; ", Difference.describe(runs.machine())))));
    }
    return new Section("causes", "What was changed, and what followed", notes, blocks);
  }

  private static String says(StageDiff stage) {
    return switch (stage.kind()) {
      case SAME -> "same";
      case SAME_BYTES -> "same bytes";
      case CHANGED -> "changed";
      case CONSEQUENCE -> "follows";
      case NOT_REPRODUCIBLE -> "not reproducible";
      case ADDED -> "added";
      case REMOVED -> "removed";
      case UNKNOWN -> "changed";
      case NOT_THERE -> "no result";
    };
  }

  private static Table ways(List<Way> ways, List<String> notes) {
    if (ways.size() > MOST_WAYS) {
      notes.add(Cells.format("The first %,d of %,d ways to metrics.", MOST_WAYS, ways.size()));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Way way : ways.stream().limit(MOST_WAYS).toList()) {
      String moved =
          way.metrics().stream()
              .limit(MOST_METRICS)
              .map(
                  metric ->
                      metric.id().name()
                          + " "
                          + Cells.rounded(metric.before())
                          + " \u2192 "
                          + Cells.rounded(metric.after()))
              .collect(Collectors.joining(", "));
      int more = way.metrics().size() - MOST_METRICS;
      rows.add(
          Arrays.asList(
              Cells.cut(String.join(" \u2192 ", way.stages())),
              Cells.cut(moved) + (more > 0 ? " and " + more + " more" : "")));
    }
    return new Table(
        "Ways to metrics", List.of(Column.text("Way"), Column.text("Moved")), rows, false);
  }
}
