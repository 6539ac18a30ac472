package io.reprise.stages.spi;

import java.io.Serializable;

/** Work that one worker does as a whole, such as training. It can be sent to a worker. */
@FunctionalInterface
public interface Work extends Serializable {

  /**
   * Gives up soon when its thread is interrupted, by {@link InterruptedException}.
   *
   * @param attempt takes the files that it writes
   */
  void run(Attempt attempt) throws Exception;
}
