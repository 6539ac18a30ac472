package io.reprise.stages.dataset;

/**
 * How a file of a dataset came to be here.
 *
 * @param file path below the dataset's folder
 */
public record Fetched(String file, Way way, long bytes) {

  /** What was done for a file. */
  public enum Way {
    ALREADY_HERE,
    DOWNLOADED,
    COPIED
  }
}
