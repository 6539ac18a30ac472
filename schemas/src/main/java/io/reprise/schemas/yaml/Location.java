package io.reprise.schemas.yaml;

/**
 * A place in a file, or another source of a value such as {@code --set}.
 *
 * @param source path of the file, as the reader knows it, or what else the value comes from
 * @param line from 1; 0 where the source has no lines
 */
public record Location(String source, int line) {

  /** For the start of a message: {@code "pipelines/sample.yaml:12: no such stage"}. */
  public String says(String problem) {
    return this + ": " + problem;
  }

  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line;
  }
}
