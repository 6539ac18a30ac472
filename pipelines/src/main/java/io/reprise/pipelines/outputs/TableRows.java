package io.reprise.pipelines.outputs;

import io.reprise.pipelines.tablediff.TableShard;
import io.reprise.schemas.parquet.TableReader;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.specific.SpecificRecord;

/**
 * Small tables, whole.
 *
 * @param record of a row
 */
record TableRows<T extends SpecificRecord>(Class<T> record) {

  private static final int MOST = 100_000;

  /**
   * All rows, in the order of files and rows.
   *
   * @throws ReportedException when there are more than 100,000
   */
  List<T> all(List<TableShard> shards) throws IOException {
    List<T> rows = new ArrayList<>();
    for (TableShard shard : shards) {
      try (TableReader<T> table =
          new TableReader<>(shard.name(), FileChannel.open(shard.path()), record)) {
        for (T row = table.read(); row != null; row = table.read()) {
          if (rows.size() == MOST) {
            throw new ReportedException(
                String.format(Locale.ROOT, "%s: more than %,d rows", shard.name(), MOST));
          }
          rows.add(row);
        }
      }
    }
    return rows;
  }
}
