package io.reprise.stages.table;

import io.reprise.stages.spi.InputFiles;
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
 * <p>The output is what the function returns for each shard, in no order.
 *
 * @param <T> record of the new table, generated from one of this project's schemas
 * @param <R> what is known of a shard when it is done
 */
public final class TransformShards<T extends SpecificRecord, R>
    extends PTransform<PBegin, PCollection<R>> {

  private static final long serialVersionUID = 1L;

  private final InputFiles table;
  private final Class<T> type;
  private final String folder;
  private final SerializableFunction<T, Long> id;
  private final int filesPerShard;
  private final ShardFunction<T, R> function;
  private final Coder<R> coder;

  /**
   * @param folder the output's folder
   * @param id unique in the new table, not negative
   * @param filesPerShard how many files each shard becomes
   * @param coder of what the function returns
   */
  public TransformShards(
      InputFiles table,
      Class<T> type,
      String folder,
      SerializableFunction<T, Long> id,
      int filesPerShard,
      ShardFunction<T, R> function,
      Coder<R> coder) {
    this.table = table;
    this.type = type;
    this.folder = folder;
    this.id = id;
    this.filesPerShard = filesPerShard;
    this.function = function;
    this.coder = coder;
  }

  @Override
  public PCollection<R> expand(PBegin begin) {
    return Shard.of(begin.getPipeline(), table)
        .apply(
            "Transform shard", ParDo.of(new ShardFn<>(type, folder, id, filesPerShard, function)))
        .setCoder(coder);
  }

  private static final class ShardFn<T extends SpecificRecord, R> extends DoFn<Shard, R> {

    private static final long serialVersionUID = 1L;

    private final Class<T> type;
    private final String folder;
    private final SerializableFunction<T, Long> id;
    private final int filesPerShard;
    private final ShardFunction<T, R> function;

    private ShardFn(
        Class<T> type,
        String folder,
        SerializableFunction<T, Long> id,
        int filesPerShard,
        ShardFunction<T, R> function) {
      this.type = type;
      this.folder = folder;
      this.id = id;
      this.filesPerShard = filesPerShard;
      this.function = function;
    }

    @ProcessElement
    public void process(@Element Shard shard, OutputReceiver<R> output) throws IOException {
      long first = (long) shard.number() * filesPerShard;
      long rowsPerFile = filesPerShard == 1 ? Long.MAX_VALUE : Math.max(shard.rows(), 1);
      ShardWriter.Cut cut =
          (rowId, before) -> first + Math.min(before / rowsPerFile, filesPerShard - 1);
      try (ShardWriter<T> rows = new ShardWriter<>(type, folder, id, cut)) {
        R result = function.apply(shard, rows);
        rows.finishWithAtLeast(first);
        output.output(result);
      }
    }
  }
}
