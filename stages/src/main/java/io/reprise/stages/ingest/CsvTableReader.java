package io.reprise.stages.ingest;

import io.reprise.stages.dataset.Split;
import java.io.IOException;

/** Reads a table that has a column of labels among its pixels. */
final class CsvTableReader {

  private CsvTableReader() {}

  static void read(SplitSource source, Split.CsvTable split, SplitSource.Sink sink)
      throws IOException {
    String name = split.table();
    try (SourceStream in = source.open(name)) {
      CsvFile table =
          new CsvFile(in, split.header(), split.delimiter(), n -> n == source.shape().values() + 1);
      int labelColumn = CsvColumns.label(table, name, split.header(), split.labelColumn());
      table.warning().ifPresent(sink::warning);
      long id = 0;
      for (NumberRow row = table.next(); row != null; row = table.next()) {
        byte[] pixels = CsvColumns.pixels(table, row, source.shape().values(), labelColumn);
        int label = CsvColumns.labelValue(source, table, row, labelColumn);
        if (sink.wants(id, label)) {
          sink.row(id, label, pixels);
        }
        id++;
      }
      if (id == 0) {
        throw SourceStream.wrong(name, "has no rows");
      }
    }
  }
}
