package io.reprise.pipelines.page;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A picture that is there already. Shown as an image, so that no script in it runs.
 *
 * @param image SVG or PNG, as a data URI
 */
public record Picture(String image, String title, String caption) implements Block {

  public Picture {
    DataUri.requireImage(image);
  }

  @Override
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("kind", "picture");
    map.put("image", image);
    map.put("title", title);
    map.put("caption", caption);
    return map;
  }
}
