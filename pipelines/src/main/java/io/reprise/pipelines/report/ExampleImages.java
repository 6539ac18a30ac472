package io.reprise.pipelines.report;

import io.reprise.schemas.record.Example;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** Images of some examples, by their ids. */
final class ExampleImages {

  private ExampleImages() {}

  /**
   * Reads a table once, up to the last id that is wanted; ids that it does not have are missing.
   * None where one has another label: then ids mean other examples there.
   *
   * @param labels by id
   * @param most pixels in width and height of an image
   */
  static Map<Long, Tile> read(
      RunView run, StageOutput examples, Map<Long, Integer> labels, int most) throws IOException {
    Map<Long, Tile> images = new HashMap<>();
    TreeSet<Long> wanted = new TreeSet<>(labels.keySet());
    boolean[] others = {false};
    if (!wanted.isEmpty()) {
      run.forEachWhile(
          examples,
          Example.class,
          row -> {
            Integer label = labels.get(row.getId());
            if (label != null) {
              others[0] |= label != row.getLabel();
              images.put(row.getId(), Tile.of(row, most));
            }
            return row.getId() < wanted.last() && !others[0];
          });
    }
    return others[0] ? Map.of() : images;
  }
}
