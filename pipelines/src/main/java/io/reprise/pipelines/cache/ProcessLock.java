package io.reprise.pipelines.cache;

import java.io.Closeable;
import java.io.IOException;

/** A lock of a file that a process has, whichever of its threads want it. */
interface ProcessLock extends Closeable {

  /**
   * Whether it still is this process's. If so, it stays so for a while; if not, others may be at
   * what it is for.
   */
  boolean isHeld() throws IOException;
}
