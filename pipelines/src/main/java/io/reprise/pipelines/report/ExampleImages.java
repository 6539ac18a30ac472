package io.reprise.pipelines.report;

import io.reprise.schemas.record.Example;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** Images of some examples, by their ids. */
final class ExampleImages {

  private ExampleImages() {}

  /**
   * Reads a table once, up to the last id that is wanted; ids that it does not have are missing.
   *
   * @param most pixels in width and height of an image
   */
  static Map<Long, Tile> read(RunView run, StageOutput examples, Collection<Long> ids, int most)
      throws IOException {
    Map<Long, Tile> images = new HashMap<>();
    TreeSet<Long> wanted = new TreeSet<>(ids);
    if (!wanted.isEmpty()) {
      run.forEachWhile(
          examples,
          Example.class,
          row -> {
            if (wanted.contains(row.getId())) {
              images.put(row.getId(), Tile.of(row, most));
            }
            return row.getId() < wanted.last();
          });
    }
    return images;
  }
}
