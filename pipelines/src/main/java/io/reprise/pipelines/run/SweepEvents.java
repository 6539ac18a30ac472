package io.reprise.pipelines.run;

import io.reprise.schemas.digest.Digest;
import java.nio.file.Path;

/** Hears what a sweep does; called from several threads. Points count from 0. */
public interface SweepEvents {

  /** See {@link RunEvents#waitingForStore}. */
  default void waitingForStore() {}

  /** See {@link RunEvents#waiting}. */
  default void waiting(int point, String stage) {}

  /**
   * A stage has to run.
   *
   * @param point the first of those that need it
   * @param progress the folder that its workers note their progress in
   */
  default void started(int point, String stage, Digest key, Path progress) {}

  /** A stage that was started has ended. */
  default void ended(int point, String stage) {}

  /** See {@link RunEvents#warning}. */
  default void warning(int point, String stage, String line) {}

  /** All that a point needs is done with. */
  default void finished(PointResult result) {}
}
