package io.reprise.stages.dataset;

/**
 * What was found where a dataset's file should be.
 *
 * @param file path below the dataset's folder
 * @param problem one line; empty when the file is present
 */
public record FileCheck(String file, State state, String problem) {

  /** Whether a file can be used. */
  public enum State {
    PRESENT,
    MISSING,
    WRONG
  }

  public boolean present() {
    return state == State.PRESENT;
  }
}
