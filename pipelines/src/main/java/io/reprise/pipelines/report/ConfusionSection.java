package io.reprise.pipelines.report;

import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.plot.Matrix;
import io.reprise.schemas.record.ConfusionCell;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Confusion matrices, and what each class comes to. */
final class ConfusionSection implements SectionSource {

  private static final int MOST_MATRICES = 6;

  @Override
  public String id() {
    return "confusion";
  }

  @Override
  public String title() {
    return "Classification";
  }

  @Override
  public void fill(RunView run, SectionDraft section) throws IOException {
    List<StageOutput> outputs = run.outputs("confusion");
    if (outputs.size() > MOST_MATRICES) {
      section.note(
          String.format(
              Locale.ROOT,
              "The first %d of %,d confusion matrices are shown.",
              MOST_MATRICES,
              outputs.size()));
    }
    for (int i = 0; i < Math.min(MOST_MATRICES, outputs.size()); i++) {
      add(run, outputs.get(i), i == 0 ? "" : "-" + (i + 1), section);
    }
  }

  private static void add(RunView run, StageOutput output, String suffix, SectionDraft section)
      throws IOException {
    ConfusionCounts counts = ConfusionCounts.of(run.rows(output, ConfusionCell.class));
    String stage = output.stage().name();
    if (counts.classes() == 0) {
      section.note(output.path() + " has no rows.");
      return;
    }
    List<Integer> shown = counts.mostConfused();
    if (shown.size() < counts.classes()) {
      section.note(
          String.format(
              Locale.ROOT,
              "Of %s, the %d classes with the most errors are drawn, of %,d.",
              output.path(),
              shown.size(),
              counts.classes()));
    }
    List<String> names = counts.names(shown);
    section.add(
        new Block.Chart(
            "confusion" + suffix,
            stage + ": confusion matrix",
            "Rows are the labels, columns the predictions; shares are of the row. Table "
                + output.path()
                + ".",
            460,
            new Matrix(
                "label",
                names,
                "predicted",
                names,
                List.of(
                    new Matrix.Layer("count", 0, counts.counts(shown)),
                    new Matrix.Layer("share", 3, counts.shares(shown))))));
    Optional<Block> classes = ClassTable.of(stage, RunMetrics.of(run, stage), section);
    classes.ifPresent(section::add);
  }
}
