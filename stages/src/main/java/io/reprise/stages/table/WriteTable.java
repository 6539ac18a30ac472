package io.reprise.stages.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Writes records as a table sorted by id, in shards cut by id range: the files depend on the
 * records alone, not on their order of arrival nor on the number of workers. A table without
 * records has one empty shard.
 *
 * <p>The output is the number of records, known once all shards are written.
 *
 * @param <T> record generated from one of this project's schemas
 */
public final class WriteTable<T extends SpecificRecord>
    extends PTransform<PCollection<T>, PCollection<Long>> {

  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final String folder;
  private final SerializableFunction<T, Long> id;
  private final long rowsPerShard;

  private WriteTable(
      Class<T> type, String folder, SerializableFunction<T, Long> id, long rowsPerShard) {
    this.type = type;
    this.folder = folder;
    this.id = id;
    this.rowsPerShard = rowsPerShard;
  }

  /**
   * @param folder the output's folder
   * @param id unique in the table, not negative
   * @param rowsPerShard ids a shard, so that shards of sparse ids have fewer rows
   */
  public static <T extends SpecificRecord> WriteTable<T> of(
      Class<T> type, String folder, SerializableFunction<T, Long> id, long rowsPerShard) {
    return new WriteTable<>(type, folder, id, rowsPerShard);
  }

  @Override
  public PCollection<Long> expand(PCollection<T> records) {
    SerializableFunction<T, Long> idOf = id;
    long rows = rowsPerShard;
    return records
        .apply(
            "Choose shard",
            WithKeys.<Long, T>of(record -> idOf.apply(record) / rows)
                .withKeyType(TypeDescriptors.longs()))
        .setCoder(KvCoder.of(VarLongCoder.of(), AvroCoder.of(type)))
        .apply("Gather shard", GroupByKey.create())
        .apply("Write shard", ParDo.of(new WriteShardFn<>(type, folder, id)))
        .apply("Count rows", Sum.longsGlobally())
        .apply("Complete table", ParDo.of(new CompleteFn<>(type, folder)));
  }

  private static final class WriteShardFn<T extends SpecificRecord>
      extends DoFn<KV<Long, Iterable<T>>, Long> {

    private static final long serialVersionUID = 1L;

    private final Class<T> type;
    private final String folder;
    private final SerializableFunction<T, Long> id;

    private WriteShardFn(Class<T> type, String folder, SerializableFunction<T, Long> id) {
      this.type = type;
      this.folder = folder;
      this.id = id;
    }

    @ProcessElement
    public void process(@Element KV<Long, Iterable<T>> shard, OutputReceiver<Long> rows)
        throws IOException {
      List<T> records = new ArrayList<>();
      shard.getValue().forEach(records::add);
      records.sort(Comparator.comparing(id::apply));
      for (int i = 1; i < records.size(); i++) {
        if (id.apply(records.get(i - 1)).equals(id.apply(records.get(i)))) {
          throw new IllegalStateException("two records have the id " + id.apply(records.get(i)));
        }
      }
      Tables.writeFile(folder + Tables.shardName(shard.getKey()), type, records);
      rows.output((long) records.size());
    }
  }

  /** Passes the count on, after writing an empty shard where there is none. */
  private static final class CompleteFn<T extends SpecificRecord> extends DoFn<Long, Long> {

    private static final long serialVersionUID = 1L;

    private final Class<T> type;
    private final String folder;

    private CompleteFn(Class<T> type, String folder) {
      this.type = type;
      this.folder = folder;
    }

    @ProcessElement
    public void process(@Element Long rows, OutputReceiver<Long> output) throws IOException {
      if (rows == 0) {
        Tables.write(folder, type, List.of());
      }
      output.output(rows);
    }
  }
}
