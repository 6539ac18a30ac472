package io.reprise.stages.table;

import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.Written;
import java.io.IOException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Makes a table of another one, shard by shard: a worker reads one file and writes those that come
 * of it, in order. No row travels, and no worker holds more than a row group and what the function
 * keeps. Each shard becomes the same number of files, of as many rows as it has itself.
 *
 * <p>The results are what the function returns for each shard, in no order.
 *
 * @param <T> record of the new table, generated from one of this project's schemas
 * @param <R> what is known of a shard when it is done
 */
public final class TransformShards<T extends SpecificRecord, R>
    extends PTransform<PBegin, Written<R>> {

  private static final long serialVersionUID = 1L;

  private final StageContext context;
  private final String input;
  private final String output;
  private final Class<T> type;
  private final SerializableFunction<T, Long> id;
  private final int filesPerShard;
  private final ShardFunction<T, R> function;
  private final Coder<R> coder;

  /**
   * @param input its name
   * @param output its name
   * @param id unique in the new table, not negative
   * @param filesPerShard how many files each shard becomes
   * @param coder of what the function returns
   */
  public TransformShards(
      StageContext context,
      String input,
      String output,
      Class<T> type,
      SerializableFunction<T, Long> id,
      int filesPerShard,
      ShardFunction<T, R> function,
      Coder<R> coder) {
    this.context = context;
    this.input = input;
    this.output = output;
    this.type = type;
    this.id = id;
    this.filesPerShard = filesPerShard;
    this.function = function;
    this.coder = coder;
  }

  @Override
  public Written<R> expand(PBegin begin) {
    PCollection<Shard> shards = Shard.of(begin.getPipeline(), context.input(input));
    return Written.by(ParDo.of(new ShardFn<>(this)), shards, coder);
  }

  private static final class ShardFn<T extends SpecificRecord, R> extends DoFn<Shard, R> {

    private static final long serialVersionUID = 1L;

    private final StageContext context;
    private final String output;
    private final Class<T> type;
    private final SerializableFunction<T, Long> id;
    private final int filesPerShard;
    private final ShardFunction<T, R> function;

    private ShardFn(TransformShards<T, R> transform) {
      this.context = transform.context;
      this.output = transform.output;
      this.type = transform.type;
      this.id = transform.id;
      this.filesPerShard = transform.filesPerShard;
      this.function = transform.function;
    }

    @ProcessElement
    public void process(
        @Element Shard shard, OutputReceiver<R> results, MultiOutputReceiver outputs)
        throws IOException {
      Attempt attempt = new Attempt(context);
      R result = transform(shard, attempt);
      attempt.files().forEach(outputs.get(Written.FILES)::output);
      results.output(result);
    }

    @Teardown
    public void teardown() {
      function.close();
    }

    private R transform(Shard shard, Attempt attempt) throws IOException {
      long first = (long) shard.number() * filesPerShard;
      long rowsPerFile = filesPerShard == 1 ? Long.MAX_VALUE : Math.max(shard.rows(), 1);
      ShardWriter.Cut cut =
          (rowId, before) -> first + Math.min(before / rowsPerFile, filesPerShard - 1);
      try (ShardWriter<T> rows = new ShardWriter<>(type, attempt, output, id, cut)) {
        R result = function.apply(shard, rows);
        rows.requireFile(first);
        return result;
      }
    }
  }
}
