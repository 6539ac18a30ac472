package io.reprise.pipelines.cli;

import io.reprise.pipelines.reported.RowFigure;
import java.util.Locale;

/** Reported and measured figures, for people. */
final class FigureText {

  private static final int KEY_DIGITS = 8;

  private FigureText() {}

  /** With deviation and count where it is of several seeds. */
  static String ours(RowFigure figure) {
    Double mean = figure.mean();
    Double deviation = figure.deviation();
    if (mean == null) {
      return figure.key().isEmpty()
          ? "-"
          : figure.reported().isOfStageAlone() ? "made" : "not measured";
    }
    return deviation == null
        ? RunSummary.number(mean)
        : String.format(
            Locale.ROOT,
            "%s ± %s (%d seeds)",
            RunSummary.number(mean),
            RunSummary.number(deviation),
            figure.values().size());
  }

  /** Ours less the reported one, with its sign. */
  static String difference(RowFigure figure) {
    Double difference = figure.difference();
    if (difference == null) {
      return "";
    }
    boolean counts = difference == Math.rint(difference) && figure.values().size() == 1;
    return counts
        ? String.format(Locale.ROOT, difference == 0 ? "%,.0f" : "%+,.0f", difference)
        : CellText.signed(difference);
  }

  static String key(RowFigure figure) {
    return figure.key().substring(0, Math.min(KEY_DIGITS, figure.key().length()));
  }
}
