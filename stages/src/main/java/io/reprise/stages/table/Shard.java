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
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * One file of a table. What a row-wise stage makes of a shard it writes as shards again, and no row
 * travels: a table's rows are sorted by id, within its files and from file to file.
 *
 * @param number its place among the table's files, from 0
 */
public record Shard(int number, StoredFile file) implements Serializable {

  private static final Coder<KV<Integer, Shard>> NUMBERED =
      KvCoder.of(VarIntCoder.of(), SerializableCoder.of(Shard.class));

  /** The shards of a table, each for any worker. */
  public static PCollection<Shard> of(Pipeline beam, InputFiles table) {
    List<KV<Integer, Shard>> shards = new ArrayList<>();
    for (StoredFile file : table.tables()) {
      shards.add(KV.of(shards.size(), new Shard(shards.size(), file)));
    }
    return beam.apply("List shards", Create.of(shards).withCoder(NUMBERED))
        .apply("Spread shards", new Spread<>());
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
