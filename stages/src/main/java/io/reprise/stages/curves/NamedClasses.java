package io.reprise.stages.curves;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.ConfusionCell;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The names of the classes, from a confusion matrix that has to be that of the predictions: names
 * of other examples would stand beside the wrong curves.
 */
record NamedClasses(List<ConfusionCell> cells) {

  NamedClasses {
    cells = List.copyOf(cells);
  }

  /** Without names where there is no confusion matrix. */
  static NamedClasses read(Optional<InputFiles> confusion) throws IOException {
    return new NamedClasses(
        confusion.isPresent() ? Tables.read(confusion.get(), ConfusionCell.class) : List.of());
  }

  /** By label; empty where there is no confusion matrix. */
  Map<Integer, String> names() {
    Map<Integer, String> names = new HashMap<>();
    for (ConfusionCell cell : cells) {
      names.put(cell.getLabel(), cell.getLabelName());
      names.put(cell.getPredicted(), cell.getPredictedName());
    }
    return names;
  }

  /**
   * @throws ReportedException when the matrix, if there is one, has other counts than the
   *     predictions
   */
  void requireCountsOf(Totals predictions) {
    if (cells.isEmpty()) {
      return;
    }
    long rows = 0;
    for (ConfusionCell cell : cells) {
      long count = predictions.count(cell.getLabel(), cell.getPredicted());
      if (cell.getCount() != count) {
        throw otherPredictions(
            String.format(
                Locale.ROOT,
                "has %,d examples of class %d (%s) predicted as %d (%s), they have %,d",
                cell.getCount(),
                cell.getLabel(),
                cell.getLabelName(),
                cell.getPredicted(),
                cell.getPredictedName(),
                count));
      }
      rows += count;
    }
    if (rows != predictions.rows()) {
      throw otherPredictions(
          String.format(Locale.ROOT, "has %,d examples, they have %,d", rows, predictions.rows()));
    }
  }

  private static ReportedException otherPredictions(String difference) {
    return new ReportedException(
        "confusion: is not of these predictions, since it "
            + difference
            + "; wire both inputs to one evaluate");
  }
}
