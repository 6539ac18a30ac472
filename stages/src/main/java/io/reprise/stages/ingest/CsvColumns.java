package io.reprise.stages.ingest;

import io.reprise.schemas.problem.Nearest;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Picks labels and pixels out of rows of numbers. */
final class CsvColumns {

  private static final int LARGEST_PIXEL = 255;

  private CsvColumns() {}

  /**
   * The index, from 0, of the column of labels.
   *
   * @param name of the file
   * @param labelColumn name, or without a header number from 1; null for the first
   */
  static int label(CsvHead head, String name, @Nullable String labelColumn) {
    if (labelColumn == null) {
      return 0;
    }
    if (!head.declaresHeader()) {
      return Integer.parseInt(labelColumn) - 1;
    }
    List<String> columns = head.header();
    int index = columns.indexOf(labelColumn);
    if (index < 0) {
      List<String> some = columns.subList(0, Math.min(columns.size(), 5));
      String hint =
          Nearest.hint(labelColumn, columns, "; the first are " + String.join(", ", some));
      throw SourceStream.wrong(
          name + ", row 1", "the header has no column '%s'%s", labelColumn, hint);
    }
    return index;
  }

  /** A class's name, or its number from 0, also as 1.0. */
  static int labelValue(SplitSource source, CsvFile file, NumberRow row, int column) {
    if (column >= row.columns()) {
      throw SourceStream.wrong(
          file.at(row),
          "has %,d columns, and the label is in column %,d",
          row.columns(),
          column + 1);
    }
    int number = row.value(column);
    String text = row.text(column).strip();
    List<Integer> named = named(source.classes(), text, number);
    if (number == NumberRow.NO_NUMBER && named.isEmpty()) {
      throw SourceStream.wrong(
          file.at(row) + ", column " + (column + 1),
          "'%s' is neither a class nor the number of one%s%s",
          text,
          Nearest.hint(text, source.classes()),
          file.headerRemedy(row));
    }
    if (named.isEmpty()) {
      return source.checkedLabel(number, file.at(row));
    }
    if (named.size() > 1) {
      throw SourceStream.wrong(
          file.at(row),
          "label %s is the name of class %d and of class %d; write it as one",
          text,
          named.get(0),
          named.get(1));
    }
    boolean numbersAnother =
        number != NumberRow.NO_NUMBER && number < source.classes().size() && number != named.get(0);
    if (numbersAnother) {
      throw SourceStream.wrong(
          file.at(row),
          "label %s is the name of class %d and the number of class '%s'; give the classes other"
              + " names in the dataset's file, such as 'digit %d'",
          text,
          named.get(0),
          source.classes().get(number),
          number);
    }
    return named.get(0);
  }

  /** The class of this very name, else those whose names are the same number: 1.0 may be 01. */
  private static List<Integer> named(List<String> classes, String text, int number) {
    int exact = classes.indexOf(text);
    if (exact >= 0 || number == NumberRow.NO_NUMBER) {
      return exact >= 0 ? List.of(exact) : List.of();
    }
    return IntStream.range(0, classes.size())
        .filter(i -> NumberRow.number(classes.get(i)) == number)
        .boxed()
        .toList();
  }

  /**
   * All columns but one, as bytes.
   *
   * @param without index of the column that is no pixel; -1 for none
   */
  static byte[] pixels(CsvFile file, NumberRow row, int values, int without) {
    file.requireColumns(row, without < 0 ? values : values + 1);
    byte[] pixels = new byte[values];
    for (int i = 0; i < values; i++) {
      int column = without >= 0 && i >= without ? i + 1 : i;
      pixels[i] = (byte) file.number(row, column, LARGEST_PIXEL, "whole number from 0 to 255");
    }
    return pixels;
  }
}
