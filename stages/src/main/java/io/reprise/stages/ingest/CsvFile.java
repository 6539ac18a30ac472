package io.reprise.stages.ingest;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.reprise.schemas.problem.ReportedException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A CSV file of numbers, with or without a header; rows in messages are the file's lines. */
final class CsvFile {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String name;
  private final boolean declaresHeader;
  private final CloseableIterator<NumberRow> rows;
  private final List<String> header = new ArrayList<>();
  private @Nullable String warning;

  /**
   * @param in for the caller to close
   */
  CsvFile(SourceStream in, boolean declaresHeader) {
    this.name = in.name();
    this.declaresHeader = declaresHeader;
    this.rows =
        CsvReader.builder()
            .allowExtraFields(true) // both are checked here, to name what is expected
            .allowMissingFields(true)
            .build(new NumberRow(), new InputStreamReader(in, StandardCharsets.UTF_8))
            .iterator();
    if (declaresHeader) {
      readHeader();
    }
  }

  private void readHeader() {
    NumberRow row = next();
    if (row == null) {
      throw SourceStream.wrong(name, "has no rows");
    }
    if (row.looksLikeData()) {
      throw SourceStream.wrong(
          at(row), "looks like data, but the dataset's file says header: true; say header: false");
    }
    for (int column = 0; column < row.columns(); column++) {
      String text = row.text(column).strip();
      header.add(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
    }
    HeaderRowCheck.repeatedName(header)
        .ifPresent(
            sign ->
                warning =
                    at(row)
                        + ": the header has the name "
                        + sign
                        + ", as if a row of data had been taken for it when the file was written:"
                        + " look for that row");
  }

  /** The next row, or null after the last. */
  @Nullable NumberRow next() {
    try {
      NumberRow row = rows.hasNext() ? rows.next() : null;
      if (row != null && !declaresHeader && row.line() == 1 && row.countsColumns()) {
        throw SourceStream.wrong(
            at(row),
            "counts its columns as a header does, but the dataset's file says header: false; say"
                + " header: true");
      }
      return row;
    } catch (CsvParseException e) {
      throw new ReportedException(name + ": is no CSV file: " + e.getMessage(), e);
    }
  }

  /** Empty where there is none. */
  List<String> header() {
    return List.copyOf(header);
  }

  /** What is suspicious about the file, though it can be read. */
  Optional<String> warning() {
    return Optional.ofNullable(warning);
  }

  void requireColumns(NumberRow row, int expected) {
    if (row.columns() != expected) {
      throw SourceStream.wrong(
          at(row),
          "has %,d columns where %,d are expected%s",
          row.columns(),
          expected,
          !header.isEmpty() && header.get(0).isEmpty()
              ? "; the header's first name is empty: is it an index?"
              : "");
    }
  }

  /** The number in a column from 0. */
  int number(NumberRow row, int column, int maximum, String unit) {
    int value = row.value(column);
    if (value == NumberRow.NO_NUMBER || value > maximum) {
      throw SourceStream.wrong(
          at(row) + ", column " + (column + 1),
          "'%s' is no %s%s",
          row.text(column),
          unit,
          row.line() == 1 && !declaresHeader
              ? "; if this row is a header, say header: true in the dataset's file"
              : "");
    }
    return value;
  }

  String at(NumberRow row) {
    return name + ", row " + row.line();
  }
}
