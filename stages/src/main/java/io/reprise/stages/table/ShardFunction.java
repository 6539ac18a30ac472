package io.reprise.stages.table;

import io.reprise.stages.spi.Attempt;
import java.io.IOException;
import java.io.Serializable;
import org.apache.avro.specific.SpecificRecord;

/**
 * What becomes of the shards of a table; each worker has a copy.
 *
 * @param <T> record of the new table
 * @param <R> what is known of shards that are done
 */
public interface ShardFunction<T extends SpecificRecord, R extends Serializable>
    extends Serializable {

  /**
   * Goes through one shard.
   *
   * @param rows takes the new rows; their ids ascend, from shard to shard too
   */
  R apply(Shard shard, ShardWriter<T> rows) throws IOException;

  /** What is known before any shard is done. */
  R nothing();

  /**
   * What is known of more shards, the same whatever the order of adding.
   *
   * @param sum may be changed and returned
   * @param more may not be changed
   */
  R add(R sum, R more);

  /** Writes what can be said only when all shards are done. */
  void finish(R all, Attempt attempt) throws IOException;

  /** Told when the worker has done its last shard. */
  default void close() {}
}
