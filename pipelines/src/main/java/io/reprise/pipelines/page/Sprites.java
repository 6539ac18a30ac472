package io.reprise.pipelines.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Small images of one size that share a picture, each with lines below it.
 *
 * @param image a PNG with the tiles in rows, as a data URI
 * @param across tiles in a row of the picture
 * @param width of a tile, in pixels of the picture
 * @param height of a tile, in pixels of the picture
 * @param scale how much larger they are shown
 * @param captions of the first tiles of the picture, which are those that are shown
 */
public record Sprites(
    String image, int across, int width, int height, int scale, List<Caption> captions)
    implements Block {

  public Sprites {
    DataUri.requireImage(image);
    captions = List.copyOf(captions);
  }

  /**
   * What stands below a tile.
   *
   * @param tone good, bad or empty, for a colour
   */
  public record Caption(String text, String note, String tone) {
    private Map<String, @Nullable Object> toMap() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("text", text);
      map.put("note", note);
      map.put("tone", tone);
      return map;
    }
  }

  @Override
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("kind", "sprites");
    map.put("image", image);
    map.put("across", across);
    map.put("width", width);
    map.put("height", height);
    map.put("scale", scale);
    map.put("captions", captions.stream().map(Caption::toMap).toList());
    return map;
  }
}
