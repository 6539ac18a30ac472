package io.reprise.pipelines.diffpage;

import io.reprise.pipelines.outputs.AgreementDiff;
import io.reprise.pipelines.outputs.ClustersDiff;
import io.reprise.pipelines.outputs.EmbeddingsDiff;
import io.reprise.pipelines.outputs.FilesDiff;
import io.reprise.pipelines.outputs.HistoriesDiff;
import io.reprise.pipelines.outputs.ModelsDiff;
import io.reprise.pipelines.outputs.OutputDiff;
import io.reprise.pipelines.outputs.PredictionsDiff;
import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Section;
import io.reprise.pipelines.page.Table;
import io.reprise.pipelines.page.Table.Column;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One output that differs. */
final class OutputSection {

  private static final int MOST_FILES = 100;

  private final DiffView view;
  private final OutputDiff output;
  private final int number;
  private final Budget budget;
  private final List<String> notes = new ArrayList<>();

  /**
   * @param number of the section on the page
   */
  OutputSection(DiffView view, OutputDiff output, int number, Budget budget) {
    this.view = view;
    this.output = output;
    this.number = number;
    this.budget = budget;
  }

  Section build() {
    List<Block> blocks = new ArrayList<>();
    if (output.agreement() != null) {
      blocks.addAll(agreement(output.agreement()));
    }
    blocks.addAll(new PictureBlocks(budget, notes).of(output.pictures()));
    if (output.table() != null) {
      blocks.addAll(new RowBlocks(budget, notes).of(output.table()));
    }
    if (!output.files().isEmpty()) {
      blocks.add(files(output.files()));
    }
    return new Section("output-" + number, Cells.cut(output.name()), notes, blocks);
  }

  private List<Block> agreement(AgreementDiff agreement) {
    if (agreement instanceof PredictionsDiff predictions) {
      return new PredictionBlocks(view, output, budget, notes).of(predictions);
    }
    if (agreement instanceof ClustersDiff clusters) {
      return ClusterBlocks.of(clusters, notes);
    }
    if (agreement instanceof EmbeddingsDiff embeddings) {
      return EmbeddingBlocks.of(embeddings, notes);
    }
    if (agreement instanceof ModelsDiff models) {
      return ModelBlocks.of(models, notes, "output-" + number);
    }
    return agreement instanceof HistoriesDiff histories
        ? HistoryBlocks.of(histories, notes, "output-" + number)
        : List.of();
  }

  private Block files(FilesDiff files) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    files.changed().forEach(file -> rows.add(List.of("changed", Cells.cut(file))));
    files.added().forEach(file -> rows.add(List.of("added", Cells.cut(file))));
    files.removed().forEach(file -> rows.add(List.of("removed", Cells.cut(file))));
    if (rows.size() > MOST_FILES) {
      notes.add(Cells.format("The first %,d of %,d files are named.", MOST_FILES, rows.size()));
    }
    return new Table(
        "Files",
        List.of(Column.text("Change"), Column.text("File")),
        rows.subList(0, Math.min(rows.size(), MOST_FILES)),
        false);
  }
}
