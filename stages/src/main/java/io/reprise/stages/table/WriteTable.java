package io.reprise.stages.table;

import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.WriteFiles;
import io.reprise.stages.spi.Written;
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
 * <p>The result is the number of records, known once all shards are written.
 *
 * @param <T> record generated from one of this project's schemas
 */
public final class WriteTable<T extends SpecificRecord>
    extends PTransform<PCollection<T>, Written<Long>> {

  private static final long serialVersionUID = 1L;

  private final StageContext context;
  private final String output;
  private final Class<T> type;
  private final SerializableFunction<T, Long> id;
  private final long rowsPerShard;

  /**
   * @param output its name
   * @param id unique in the table, not negative
   * @param rowsPerShard ids a shard, so that shards of sparse ids have fewer rows; a worker holds
   *     as many
   */
  public WriteTable(
      StageContext context,
      String output,
      Class<T> type,
      SerializableFunction<T, Long> id,
      long rowsPerShard) {
    this.context = context;
    this.output = output;
    this.type = type;
    this.id = id;
    this.rowsPerShard = rowsPerShard;
  }

  @Override
  public Written<Long> expand(PCollection<T> records) {
    SerializableFunction<T, Long> idOf = id;
    long rows = rowsPerShard;
    PCollection<KV<Long, Iterable<T>>> gathered =
        records
            .apply(
                "Choose shard",
                WithKeys.<Long, T>of(record -> idOf.apply(record) / rows)
                    .withKeyType(TypeDescriptors.longs()))
            .setCoder(KvCoder.of(VarLongCoder.of(), AvroCoder.of(type)))
            .apply("Gather shard", GroupByKey.create());
    Written<Long> shards =
        Written.by(ParDo.of(new WriteShardFn<>(this)), gathered, VarLongCoder.of());
    PCollection<Long> total = shards.results().apply("Count rows", Sum.longsGlobally());
    return new Written<>(total, shards.filesAnd(total.apply("Complete table", emptyShard())));
  }

  /** Where there is none. */
  private WriteFiles<Long> emptyShard() {
    String name = output;
    Class<T> record = type;
    return WriteFiles.of(
        context,
        (rows, attempt) -> {
          if (rows == 0) {
            Tables.write(attempt, name, record, List.of());
          }
        });
  }

  private static final class WriteShardFn<T extends SpecificRecord>
      extends DoFn<KV<Long, Iterable<T>>, Long> {

    private static final long serialVersionUID = 1L;

    private final StageContext context;
    private final String output;
    private final Class<T> type;
    private final SerializableFunction<T, Long> id;

    private WriteShardFn(WriteTable<T> table) {
      this.context = table.context;
      this.output = table.output;
      this.type = table.type;
      this.id = table.id;
    }

    @ProcessElement
    public void process(
        @Element KV<Long, Iterable<T>> shard,
        OutputReceiver<Long> rows,
        MultiOutputReceiver outputs)
        throws IOException {
      List<T> records = new ArrayList<>();
      shard.getValue().forEach(records::add);
      records.sort(Comparator.comparing(id::apply));
      for (int i = 1; i < records.size(); i++) {
        if (id.apply(records.get(i - 1)).equals(id.apply(records.get(i)))) {
          throw new IllegalStateException("two records have the id " + id.apply(records.get(i)));
        }
      }
      Attempt attempt = new Attempt(context);
      Tables.writeShard(attempt, output, shard.getKey(), type, records);
      attempt.files().forEach(outputs.get(Written.FILES)::output);
      rows.output((long) records.size());
    }
  }
}
