package io.reprise.stages.ingest;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.reprise.schemas.problem.ReportedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A CSV file of numbers, with or without a header; rows in messages are the file's lines. */
final class CsvFile {

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final Pattern DECIMAL_COMMA = Pattern.compile("\\s*-?\\d*,\\d+\\s*");
  private static final Pattern FRACTION = Pattern.compile("\\s*-?\\d*\\.\\d+([eE]-?\\d+)?\\s*");

  private final String name;
  private final CsvHead head;
  private final long linesBefore;
  private final CloseableIterator<NumberRow> rows;

  /**
   * @param in for the caller to close
   * @param delimiter as the dataset's file names it; null for the one that the first line shows
   * @param wanted which numbers of columns the file may have
   */
  CsvFile(
      InputStream in,
      String name,
      boolean declaresHeader,
      @Nullable String delimiter,
      IntPredicate wanted)
      throws IOException {
    this.name = name;
    this.linesBefore = 0;
    BufferedReader text = text(in);
    skipMark(text);
    char separator = separator(text, delimiter, wanted);
    this.head = new CsvHead(separator, declaresHeader);
    this.rows = rows(text, separator);
    if (declaresHeader) {
      readHeader();
    }
  }

  /**
   * Rows from within a file.
   *
   * @param in from the beginning of a row, for the caller to close
   * @param firstLine the number of its line
   */
  CsvFile(SourceStream in, CsvHead head, long firstLine) {
    this.name = in.name();
    this.linesBefore = firstLine - 1;
    this.head = head;
    this.rows = rows(text(in), head.delimiter());
  }

  private static CloseableIterator<NumberRow> rows(Reader text, char separator) {
    return CsvReader.builder()
        .allowExtraFields(true) // both are checked here, to name what is expected
        .allowMissingFields(true)
        .skipEmptyLines(false) // what is blank in one file would move rows against the other
        .fieldSeparator(separator)
        .build(new NumberRow(), text)
        .iterator();
  }

  /** What is no UTF-8 is an error. */
  private static BufferedReader text(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
  }

  private void skipMark(BufferedReader text) throws IOException {
    text.mark(1);
    try {
      if (text.read() != BYTE_ORDER_MARK) {
        text.reset();
      }
    } catch (CharacterCodingException e) {
      throw notUtf8(name, e);
    }
  }

  private char separator(Reader text, @Nullable String delimiter, IntPredicate wanted)
      throws IOException {
    try {
      return CsvDelimiter.of(delimiter, text, wanted);
    } catch (CharacterCodingException e) {
      throw notUtf8(name, e);
    }
  }

  private static ReportedException notUtf8(String name, Exception cause) {
    return new ReportedException(name + ": is not UTF-8 text; save it anew as CSV in UTF-8", cause);
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
      head.header().add(row.text(column).strip());
    }
    HeaderRowCheck.repeatedName(head.header())
        .ifPresent(
            sign ->
                head.warnings()
                    .add(
                        at(row)
                            + ": the header has the name "
                            + sign
                            + ", as if a row of data had been taken for it when the file was"
                            + " written: look for that row"));
  }

  /** The next row, or null after the last. */
  @Nullable NumberRow next() {
    try {
      NumberRow row = rows.hasNext() ? rows.next() : null;
      if (row != null && row.isBlank()) {
        requireEnd(line(row));
        return null;
      }
      if (row != null && !head.declaresHeader() && line(row) == 1 && row.countsColumns()) {
        throw SourceStream.wrong(
            at(row),
            "counts its columns as a header does, but the dataset's file says header: false; say"
                + " header: true");
      }
      return row;
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw notUtf8(name, e);
      }
      throw e;
    } catch (CsvParseException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw notUtf8(name, e);
      }
      if (e.getCause() instanceof ReportedException reported) { // of what is packed, or has changed
        throw reported;
      }
      throw new ReportedException(name + ": is no CSV file: " + e.getMessage(), e);
    }
  }

  /** Blank rows may stand at the end of a file, but not between others. */
  private void requireEnd(long blank) {
    while (rows.hasNext()) {
      if (!rows.next().isBlank()) {
        throw SourceStream.wrong(name + ", row " + blank, "is blank, and others follow it");
      }
    }
  }

  /** What stands before the rows. */
  CsvHead head() {
    return head;
  }

  private long line(NumberRow row) {
    return linesBefore + row.line();
  }

  void requireColumns(NumberRow row, int expected) {
    boolean delimiterAtEnd = row.columns() == expected + 1 && row.text(expected).isEmpty();
    if (row.columns() != expected && !delimiterAtEnd) {
      throw SourceStream.wrong(
          at(row), "has %,d columns where %,d are expected%s", row.columns(), expected, hint(row));
    }
  }

  private String hint(NumberRow row) {
    if (!head.header().isEmpty() && head.header().get(0).isEmpty()) {
      return "; the header's first name is empty: is it an index?";
    }
    return row.columns() == 1
        ? "; if something else than a comma stands between them, say so in the dataset's file:"
            + " delimiter: ';' (or tab, or '|')"
        : "";
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
          remedy(row, row.text(column)));
    }
    return value;
  }

  private String remedy(NumberRow row, String cell) {
    if (DECIMAL_COMMA.matcher(cell).matches()) {
      return ": it has a decimal comma; write whole numbers";
    }
    if (FRACTION.matcher(cell).matches()) {
      return "; were the pixels scaled? Multiply them back and round them";
    }
    return headerRemedy(row);
  }

  /** Empty where the row cannot be a header. */
  String headerRemedy(NumberRow row) {
    return line(row) == 1 && !head.declaresHeader()
        ? "; if this row is a header, say header: true in the dataset's file"
        : "";
  }

  String at(NumberRow row) {
    return name + ", row " + line(row);
  }
}
