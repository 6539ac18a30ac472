package io.reprise.pipelines.runspage;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.page.Table;
import io.reprise.pipelines.page.Table.Column;
import io.reprise.pipelines.page.Table.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The table of all runs. */
final class AllRuns {

  private static final int LONGEST_NOTE = 200;

  private AllRuns() {}

  static Table table(List<IndexedRun> runs) {
    List<Column> columns =
        List.of(
            Column.text("Run"),
            new Column("Ended", Kind.STATE),
            Column.text("Pipeline"),
            Column.text("Name"),
            Column.text("Tags"),
            Column.text("Started (UTC)"),
            new Column("Took", Kind.SECONDS),
            Column.number("Stages"),
            Column.number("Ran"),
            Column.text("Note"));
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (IndexedRun each : runs) {
      RunManifest run = each.run();
      long ran = run.stages().stream().filter(stage -> stage.outcome().equals("ran")).count();
      rows.add(
          Arrays.asList(
              cell(each),
              run.status().name().toLowerCase(Locale.ROOT),
              Words.cut(run.pipeline(), LONGEST_NOTE),
              each.notes().name(),
              each.notes().tags().isEmpty() ? null : String.join(" ", each.notes().tags()),
              run.startedText(),
              run.seconds(),
              (long) run.stages().size(),
              ran,
              each.notes().note() == null ? null : Words.cut(each.notes().note(), LONGEST_NOTE)));
    }
    return new Table("", columns, rows, true);
  }

  /** A run's id, and the way to its report. */
  static Object cell(IndexedRun run) {
    return run.report() == null ? run.run().id() : new Table.Link(run.run().id(), run.report());
  }
}
