package io.reprise.pipelines.page;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A picture with many tiles of one size, in rows. By itself it shows nothing: scatter plots show
 * the tile of the point that the pointer is on, and galleries show some.
 *
 * @param name by which plots find it; unique on the page
 * @param image a PNG, as a data URI
 * @param across tiles in a row of the picture
 * @param width of a tile, in pixels of the picture
 * @param height of a tile, in pixels of the picture
 */
public record Sheet(String name, String image, int across, int width, int height) implements Block {

  public Sheet {
    DataUri.requireImage(image);
  }

  @Override
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("kind", "sheet");
    map.put("name", name);
    map.put("image", image);
    map.put("across", across);
    map.put("width", width);
    map.put("height", height);
    return map;
  }
}
