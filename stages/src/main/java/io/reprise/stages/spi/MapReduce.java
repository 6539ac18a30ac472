package io.reprise.stages.spi;

import java.io.Serializable;
import java.util.List;

/**
 * Work in parts that know nothing of each other, and a last step once all are done. It can be sent
 * to workers: each has a copy of its own, and does one part at a time.
 *
 * @param <P> part
 * @param <R> what is known of parts that are done
 */
public interface MapReduce<P extends Serializable, R extends Serializable> extends Serializable {

  /** What there is to do, found out by one worker; at least one part. */
  List<P> parts() throws Exception;

  /**
   * Does one part. Gives up soon when its thread is interrupted, by {@link InterruptedException}.
   *
   * @param attempt takes the files that it writes
   */
  R map(P part, Attempt attempt) throws Exception;

  /** What is known before any part is done. */
  R nothing();

  /**
   * What is known of more parts, the same whatever the order of adding.
   *
   * @param sum may be changed and returned
   * @param more may not be changed
   */
  R add(R sum, R more);

  /**
   * Writes what can be said only when all parts are done.
   *
   * @param attempt takes the files that it writes
   */
  void finish(R all, Attempt attempt) throws Exception;

  /** Told on each worker when it has done its last part. */
  default void close() {}
}
