package io.reprise.pipelines.sweep;

import io.reprise.schemas.text.Numbers;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A table's cell as text. */
final class CellForm {

  private static final int LONGEST = 40;

  private CellForm() {}

  /** With all digits; nothing for nothing. */
  static String exact(@Nullable Object cell) {
    return cell == null ? "" : Numbers.text(cell);
  }

  /** As it was written, but not too long; {@code -} for nothing. */
  static String plain(@Nullable Object cell) {
    String text = cell == null ? "-" : Numbers.text(cell);
    text = text.replaceAll("\\s+|\\p{Cntrl}", " ");
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
  }

  /** For people: metrics to four digits, with their deviation. */
  static String shown(@Nullable Object cell, Table.Column column) {
    if (cell instanceof Estimate estimate) {
      Double deviation = estimate.deviation();
      return number(estimate.mean()) + (deviation == null ? "" : " ± " + number(deviation));
    }
    if (column.kind() == Table.Kind.WHOLE && cell instanceof Long whole) {
      return column.name().equals(TableColumns.PARAMETERS)
          ? String.format(Locale.ROOT, "%,d", whole)
          : Long.toString(whole);
    }
    if (cell instanceof Double real && column.timing()) {
      return String.format(Locale.ROOT, "%.1f", real);
    }
    if (cell instanceof Double real && column.what().contains("Welch")) {
      return String.format(Locale.ROOT, "%.2g", real);
    }
    if (cell instanceof Double real && real == Math.rint(real) && Math.abs(real) < 1e15) {
      return Long.toString(real.longValue());
    }
    return plain(cell);
  }

  /** Small ones keep four digits that mean something. */
  static String number(double value) {
    if (value == 0 || Math.abs(value) >= 0.001 && Math.abs(value) < 1000) {
      return String.format(Locale.ROOT, "%.4f", value);
    }
    return String.format(Locale.ROOT, Math.abs(value) < 0.001 ? "%.2e" : "%,.1f", value);
  }
}
