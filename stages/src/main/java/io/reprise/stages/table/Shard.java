package io.reprise.stages.table;

import io.reprise.schemas.parquet.RowCount;
import io.reprise.stages.file.StageFiles;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.StoredFile;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * One file of a table. What a row-wise stage makes of a shard it writes as shards again, and no row
 * travels: a table's rows are sorted by id, within its files and from file to file.
 *
 * @param number its place among the table's files, from 0
 */
public record Shard(int number, StoredFile file) implements Serializable {

  /** The shards of a table. */
  static List<Shard> of(InputFiles table) {
    List<Shard> shards = new ArrayList<>();
    for (StoredFile file : table.tables()) {
      shards.add(new Shard(shards.size(), file));
    }
    return shards;
  }

  /** How many records it has, as its footer says. */
  long rows() throws IOException {
    return RowCount.of(StageFiles.openSeekable(file));
  }

  /** Passes on its records, sorted by id. */
  public <T extends SpecificRecord> void forEach(Class<T> type, Tables.Consumer<? super T> consumer)
      throws IOException {
    Tables.forEach(file, type, consumer);
  }
}
