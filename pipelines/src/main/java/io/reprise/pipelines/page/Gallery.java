package io.reprise.pipelines.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Images in rows with a name each, such as a class, and in columns, such as before and after.
 *
 * @param sheet has the images
 * @param columns headings; may be empty texts
 * @param scale how much larger the images are shown
 */
public record Gallery(Sheet sheet, List<String> columns, int scale, List<Line> lines)
    implements Block {

  public Gallery {
    columns = List.copyOf(columns);
    lines = List.copyOf(lines);
  }

  /**
   * One row.
   *
   * @param cells the places of images in the sheet, for each column
   */
  public record Line(String name, List<List<Integer>> cells) {

    public Line {
      cells = cells.stream().map(List::copyOf).toList();
    }

    private Map<String, @Nullable Object> toMap() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("name", name);
      map.put("cells", cells);
      return map;
    }
  }

  @Override
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("kind", "gallery");
    map.put("sheet", sheet.toMap());
    map.put("columns", columns);
    map.put("scale", scale);
    map.put("lines", lines.stream().map(Line::toMap).toList());
    return map;
  }
}
