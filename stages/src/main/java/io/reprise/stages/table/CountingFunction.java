package io.reprise.stages.table;

import org.apache.avro.specific.SpecificRecord;

/**
 * A function of shards of which only the number of new rows is known in the end.
 *
 * @param <T> record of the new table
 */
public interface CountingFunction<T extends SpecificRecord> extends ShardFunction<T, Long> {

  @Override
  default Long nothing() {
    return 0L;
  }

  @Override
  default Long add(Long sum, Long more) {
    return sum + more;
  }
}
