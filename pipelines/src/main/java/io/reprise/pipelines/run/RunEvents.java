package io.reprise.pipelines.run;

import io.reprise.schemas.digest.Digest;
import java.nio.file.Path;
import java.util.List;

/**
 * Hears what a run does, of which it may leave out what it does not need; called from several
 * threads.
 */
public interface RunEvents {

  /** Hears nothing. */
  RunEvents NONE = new RunEvents() {};

  /** Another process clears the store up: the run waits for its end. Called at most once. */
  default void waitingForStore() {}

  /** The run has a manifest in a folder of its own, which is named by its id. Called once. */
  default void recorded(String run) {}

  /** Another run works on the stage's key: this one waits for it, and then reuses what it made. */
  default void waiting(String stage) {}

  /**
   * A stage has to run.
   *
   * @param key that its result will be kept under
   * @param progress the folder that its workers note their progress in
   */
  default void started(String stage, Digest key, List<String> why, Path progress) {}

  /** Something about a stage that may go wrong, in one line; the run goes on. */
  default void warning(String stage, String line) {}

  /**
   * A stage is done with, whatever the outcome.
   *
   * @param seconds zero where it was not executed
   */
  default void finished(String stage, Outcome outcome, double seconds) {}

  /** Nothing was executed, and the latest good run is the same: it stands for this one. */
  default void nothingToDo() {}
}
