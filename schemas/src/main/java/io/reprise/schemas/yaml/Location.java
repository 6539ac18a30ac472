package io.reprise.schemas.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

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

  /** The line of a mark in a document that starts here. */
  Location line(Optional<Mark> mark) {
    return line == 0 ? this : new Location(source, mark.map(at -> at.getLine() + 1).orElse(1));
  }

  /** The same place, of which something else has a part: {@code "f.yaml:12 with --set a.b=1"}. */
  public Location with(Location other) {
    return new Location(this + " with " + other, 0);
  }

  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line;
  }
}
