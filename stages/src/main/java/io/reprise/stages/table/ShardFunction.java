package io.reprise.stages.table;

import java.io.IOException;
import java.io.Serializable;
import org.apache.avro.specific.SpecificRecord;

/**
 * What becomes of one shard; each worker has a copy.
 *
 * @param <T> record of the new table
 * @param <R> what is known of a shard when it is done
 */
@FunctionalInterface
public interface ShardFunction<T extends SpecificRecord, R> extends Serializable {

  /**
   * @param rows takes the new rows; their ids ascend, from shard to shard too
   */
  R apply(Shard shard, ShardWriter<T> rows) throws IOException;

  /** Told when the worker has done its last shard. */
  default void close() {}
}
