package io.reprise.stages.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Finds where the rows of a CSV file begin, as FastCSV does, in one pass over its bytes: a quote
 * opens a cell only at the cell's start, each further one in such a cell closes or opens it again,
 * and rows end outside quotes by LF, CR or both. All these are one byte each in UTF-8, and no part
 * of another character.
 *
 * <p>Where it is not sure that each range can be read alone with the same result, the file is not
 * cut: where a CR stands within quotes (which FastCSV takes in a way of its own), where anything
 * stands between a closing quote and the cell's end, and where a row that may be blank stands
 * before others; the last two are mostly errors.
 */
final class CsvCutter {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private enum Cell {
    BEGINS,
    UNQUOTED,
    IN_QUOTES,
    AFTER_QUOTES
  }

  private final String file;
  private final CsvHead head;
  private final CutRule rule;
  private final FileCutter cutter = new FileCutter();
  private long position;
  private long line = 1;
  private long row;
  private Cell cell = Cell.BEGINS;
  private boolean rowBegins = true;
  private boolean afterCr;
  private boolean hasText;
  private boolean mayBeBlank;
  private boolean sure = true;

  CsvCutter(String file, CsvHead head, CutRule rule) {
    this.file = file;
    this.head = head;
    this.rule = rule;
    this.row = head.declaresHeader() ? -1 : 0;
  }

  /** Goes through the file, from its beginning to its end. */
  void read(InputStream in) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    int count = in.readNBytes(buffer, 0, buffer.length);
    int from = startsWithMark(buffer, count) ? BYTE_ORDER_MARK.length : 0;
    position = from;
    while (count > 0) {
      take(buffer, from, count);
      from = 0;
      count = in.readNBytes(buffer, 0, buffer.length);
    }
    if (!rowBegins) {
      endRow();
    }
    cutter.endFile();
  }

  private static boolean startsWithMark(byte[] buffer, int count) {
    for (int i = 0; i < BYTE_ORDER_MARK.length; i++) {
      if (i >= count || buffer[i] != BYTE_ORDER_MARK[i]) {
        return false;
      }
    }
    return true;
  }

  private void take(byte[] buffer, int from, int to) {
    int added = from;
    for (int i = from; i < to; i++, position++) {
      byte each = buffer[i];
      if (afterCr) {
        afterCr = false;
        if (each == '\n') {
          continue; // of the row before
        }
      }
      if (rowBegins) {
        rowBegins = false;
        added = beginRow(buffer, added, i);
      }
      step(each);
    }
    cutter.add(buffer, added, to - added);
  }

  /** Returns up to where the bytes belong to ranges that have ended. */
  private int beginRow(byte[] buffer, int added, int next) {
    if (row == 0) {
      cutter.begin(file, position, line);
      return next;
    }
    boolean cut =
        row > 0 && !mayBeBlank && rule.cutBefore(row, cutter.bytesInRange() + next - added);
    if (cut) {
      cutter.add(buffer, added, next - added);
      cutter.cut(row, line);
    }
    return cut ? next : added;
  }

  private void step(byte each) {
    if (cell == Cell.IN_QUOTES) {
      stepInQuotes(each);
    } else if (each == '\n' || each == '\r') {
      afterCr = each == '\r';
      endRow();
    } else if (each == head.delimiter()) {
      cell = Cell.BEGINS;
    } else if (each == '"' && cell != Cell.UNQUOTED) {
      cell = Cell.IN_QUOTES;
    } else {
      sure &= cell != Cell.AFTER_QUOTES;
      hasText |= isText(each);
      cell = Cell.UNQUOTED;
    }
  }

  private void stepInQuotes(byte each) {
    if (each == '"') {
      cell = Cell.AFTER_QUOTES;
    } else if (each == '\n') {
      line++;
    } else if (each == '\r') {
      sure = false;
    } else {
      hasText |= isText(each);
    }
  }

  /** Surely no space; other characters, too, need not be one. */
  private static boolean isText(byte each) {
    return each > ' ' && each < 0x7f && each != '"';
  }

  private void endRow() {
    if (row >= 0 && !hasText) {
      mayBeBlank = true;
    } else if (row >= 0 && mayBeBlank) {
      sure = false;
    }
    row++;
    line++;
    rowBegins = true;
    cell = Cell.BEGINS;
    hasText = false;
  }

  /** Whether each range can be read alone. */
  boolean isSure() {
    return sure;
  }

  CsvHead head() {
    return head;
  }

  List<Long> cuts() {
    return cutter.cuts();
  }

  /** One for each range; the last one may be empty. */
  List<List<ByteRange>> ranges() {
    return cutter.ranges();
  }
}
