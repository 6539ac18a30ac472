package io.reprise.pipelines.report;

import io.reprise.pipelines.page.DataUri;
import io.reprise.pipelines.page.Sheet;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Images of some points, on one sheet that is small enough for a page. */
final class PointImages {

  /** Of points whose examples nobody knows. */
  static final PointImages NONE = new PointImages(new TileSheet(), Map.of(), new byte[0]);

  private static final int MOST = 3000;
  private static final int MOST_BYTES = 1_300_000;

  /** Larger images are shrunk to no more than this. */
  private static final int TILE = 32;

  private final TileSheet tiles;
  private final Map<Long, Integer> places;
  private final byte[] png;

  private PointImages(TileSheet tiles, Map<Long, Integer> places, byte[] png) {
    this.tiles = tiles;
    this.places = Map.copyOf(places);
    this.png = png;
  }

  /**
   * Reads the images of the first ids.
   *
   * @param labels by id, most wanted first
   * @param sheets that share the room
   */
  static PointImages read(RunView run, StageOutput examples, Map<Long, Integer> labels, int sheets)
      throws IOException {
    Map<Long, Integer> wanted = new LinkedHashMap<>();
    labels.entrySet().stream()
        .limit(MOST / sheets)
        .forEach(each -> wanted.put(each.getKey(), each.getValue()));
    List<Long> chosen = List.copyOf(wanted.keySet());
    Map<Long, Tile> images = ExampleImages.read(run, examples, wanted, TILE);
    List<Long> found = chosen.stream().filter(images::containsKey).toList();
    long room = MOST_BYTES / sheets;
    int most = found.size();
    while (most > 0) {
      TileSheet tiles = new TileSheet();
      Map<Long, Integer> places = new HashMap<>();
      for (Long id : found.subList(0, most)) {
        places.put(id, tiles.add(Objects.requireNonNull(images.get(id))));
      }
      byte[] png = tiles.png(most);
      if (png.length <= room) {
        return new PointImages(tiles, places, png);
      }
      most = (int) Math.min(most - 1, most * room / png.length * 0.95);
    }
    return NONE;
  }

  int count() {
    return places.size();
  }

  /** Where the image of an id is on the sheet; -1 where it is not. */
  int place(long id) {
    return places.getOrDefault(id, -1);
  }

  Sheet sheet(String name) {
    return new Sheet(name, DataUri.png(png), tiles.across(), tiles.width(), tiles.height());
  }
}
