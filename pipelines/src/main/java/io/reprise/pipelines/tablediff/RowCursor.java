package io.reprise.pipelines.tablediff;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Goes through the rows of a table. */
interface RowCursor extends AutoCloseable {

  /** The next row, or null after the last. */
  @Nullable Row next() throws IOException;

  @Override
  void close() throws IOException;
}
