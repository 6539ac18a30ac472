package io.reprise.stages.ingest;

import io.reprise.stages.dataset.Split;
import java.io.IOException;
import java.io.InputStream;

/** Reads a table that has a column of labels among its pixels. */
final class CsvTableReader {

  private CsvTableReader() {}

  static void read(SplitSource source, Split.CsvTable split, SplitSource.Sink sink)
      throws IOException {
    try (SourceStream in = source.open(split.table())) {
      CsvFile table = open(source, split, in);
      table.head().warnings().forEach(sink::warning);
      if (rows(source, split, table, 0, sink) == 0) {
        throw SourceStream.wrong(split.table(), "has no rows");
      }
    }
  }

  static void readLabels(SplitSource source, Split.CsvTable split, SplitSource.LabelSink labels)
      throws IOException {
    try (SourceStream in = source.open(split.table())) {
      CsvFile table = open(source, split, in);
      int column = CsvColumns.label(table.head(), split.table(), split.labelColumn());
      long id = 0;
      for (NumberRow row = table.next(); row != null; row = table.next()) {
        table.requireColumns(row, source.shape().values() + 1);
        labels.label(id++, CsvColumns.labelValue(source, table, row, column));
      }
    }
  }

  /** The file's beginning. */
  static CsvFile open(SplitSource source, Split.CsvTable split, InputStream in) throws IOException {
    return new CsvFile(
        in,
        split.table(),
        split.header(),
        split.delimiter(),
        columns -> columns == source.shape().values() + 1);
  }

  static void readRange(
      SplitSource source, Split.CsvTable split, RowRange range, SplitSource.Sink sink)
      throws IOException {
    ByteRange bytes = range.bytes().get(0);
    try (SourceStream in = source.open(bytes)) {
      CsvFile table = new CsvFile(in, range.heads().get(0), bytes.firstLine());
      range.requireEnd(rows(source, split, table, range.firstRow(), sink));
    }
  }

  /** Returns the number of the row after the last. */
  private static long rows(
      SplitSource source, Split.CsvTable split, CsvFile table, long firstRow, SplitSource.Sink sink)
      throws IOException {
    int labelColumn = CsvColumns.label(table.head(), split.table(), split.labelColumn());
    long id = firstRow;
    for (NumberRow row = table.next(); row != null; row = table.next()) {
      byte[] pixels = CsvColumns.pixels(table, row, source.shape().values(), labelColumn);
      int label = CsvColumns.labelValue(source, table, row, labelColumn);
      if (sink.wants(id, label)) {
        sink.row(id, label, pixels);
      }
      id++;
    }
    return id;
  }
}
