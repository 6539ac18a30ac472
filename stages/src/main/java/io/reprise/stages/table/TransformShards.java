package io.reprise.stages.table;

import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.MapReduce;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.beam.sdk.transforms.SerializableFunction;

/**
 * Makes a table of another one, shard by shard: a worker reads one file and writes those that come
 * of it, in order. No row travels, and no worker holds more than a row group and what the function
 * keeps. Each shard becomes the same number of files, of as many rows as it has itself.
 *
 * @param <T> record of the new table, generated from one of this project's schemas
 * @param <R> what is known of shards that are done
 */
public final class TransformShards<T extends SpecificRecord, R extends Serializable>
    implements MapReduce<Shard, R> {

  private static final long serialVersionUID = 1L;

  private final InputFiles input;
  private final String output;
  private final Class<T> type;
  private final SerializableFunction<T, Long> id;
  private final int filesPerShard;
  private final ShardFunction<T, R> function;

  /**
   * @param output its name
   * @param id unique in the new table, not negative
   * @param filesPerShard how many files each shard becomes
   */
  public TransformShards(
      InputFiles input,
      String output,
      Class<T> type,
      SerializableFunction<T, Long> id,
      int filesPerShard,
      ShardFunction<T, R> function) {
    this.input = input;
    this.output = output;
    this.type = type;
    this.id = id;
    this.filesPerShard = filesPerShard;
    this.function = function;
  }

  @Override
  public List<Shard> parts() {
    return Shard.of(input);
  }

  @Override
  public R map(Shard shard, Attempt attempt) throws IOException {
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

  @Override
  public R nothing() {
    return function.nothing();
  }

  @Override
  public R add(R sum, R more) {
    return function.add(sum, more);
  }

  @Override
  public void finish(R all, Attempt attempt) throws IOException {
    function.finish(all, attempt);
  }

  @Override
  public void close() {
    function.close();
  }
}
