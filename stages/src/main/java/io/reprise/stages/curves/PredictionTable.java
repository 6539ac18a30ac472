package io.reprise.stages.curves;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Prediction;
import io.reprise.schemas.text.Numbers;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.StoredFile;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** A table of predictions, read as often as needed, each row checked. */
final class PredictionTable {

  private final InputFiles input;
  private int classes;

  PredictionTable(InputFiles input) {
    this.input = input;
  }

  /** How many probabilities a row has; 0 as long as no row was read. */
  int classes() {
    return classes;
  }

  /**
   * Passes on the rows, sorted by id.
   *
   * @throws ReportedException when a row does not fit the others, saying which
   */
  void forEach(Tables.Consumer<Prediction> consumer) throws IOException {
    for (StoredFile file : input.tables()) {
      Tables.forEach(
          file,
          Prediction.class,
          row -> {
            check(row);
            consumer.accept(row);
          });
    }
  }

  private void check(Prediction row) {
    List<Float> probabilities = row.getProbabilities();
    classes = classes == 0 ? probabilities.size() : classes;
    if (probabilities.size() != classes) {
      throw unfit(row, probabilities.size() + " probabilities, where the first has " + classes);
    }
    if (!within(row.getLabel()) || !within(row.getPredicted())) {
      throw unfit(
          row,
          String.format(
              Locale.ROOT,
              "label %d and predicted %d, but there are %d probabilities, from 0",
              row.getLabel(),
              row.getPredicted(),
              classes));
    }
    for (float probability : probabilities) {
      if (!(probability >= 0 && probability <= 1)) { // also where it is no number
        throw unfit(
            row, "the probability " + Numbers.text(probability) + ", which is not from 0 to 1");
      }
    }
  }

  private boolean within(int label) {
    return label >= 0 && label < classes;
  }

  private static ReportedException unfit(Prediction row, String what) {
    return new ReportedException(
        String.format(
            Locale.ROOT,
            "the prediction with id %d has %s; look at the stage that it comes from",
            row.getId(),
            what));
  }
}
