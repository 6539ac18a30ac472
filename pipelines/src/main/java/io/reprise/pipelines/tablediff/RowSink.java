package io.reprise.pipelines.tablediff;

import java.io.IOException;
import org.apache.avro.Schema;

/** Takes all rows that differ, in the order of the key. */
public interface RowSink extends AutoCloseable {

  /** Takes nothing. */
  Factory NONE =
      (before, after) ->
          new RowSink() {
            @Override
            public void take(RowChange change) {}

            @Override
            public void close() {}
          };

  void take(RowChange change) throws IOException;

  @Override
  void close() throws IOException;

  /** Begins anew, when a table turns out not to be sorted. */
  @FunctionalInterface
  interface Factory {

    /**
     * @param before the columns of the first table, all of which can be null
     * @param after those of the second
     */
    RowSink open(Schema before, Schema after) throws IOException;
  }
}
