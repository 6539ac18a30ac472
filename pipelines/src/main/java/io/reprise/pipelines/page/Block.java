package io.reprise.pipelines.page;

import io.reprise.pipelines.plot.Plot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Something that stands in a section. */
public sealed interface Block
    permits Block.Text,
        Block.Code,
        Block.Notices,
        Block.Tiles,
        Block.Chart,
        Block.Fold,
        Block.Row,
        Table,
        Sprites,
        Sheet,
        Gallery,
        Picture {

  /** For JSON; {@code kind} says which function of the script builds it. */
  Map<String, @Nullable Object> toMap();

  /** The block itself, and those in it. */
  default Stream<Block> withAllBelow() {
    return Stream.concat(Stream.of(this), parts().stream().flatMap(Block::withAllBelow));
  }

  /** Blocks within it. */
  default List<Block> parts() {
    return List.of();
  }

  /** A paragraph. */
  record Text(String text) implements Block {
    @Override
    public Map<String, @Nullable Object> toMap() {
      return map("text", "text", text);
    }
  }

  /** What can be copied to a shell, as it is. */
  record Code(String text) implements Block {
    @Override
    public Map<String, @Nullable Object> toMap() {
      return map("code", "text", text);
    }
  }

  /** Errors and warnings, worst first. */
  record Notices(List<Notice> notices) implements Block {
    public Notices {
      notices = List.copyOf(notices);
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
      return map("notices", "notices", notices.stream().map(Notice::toMap).toList());
    }
  }

  /** How bad it is. */
  enum Level {
    ERROR,
    WARNING,
    GOOD
  }

  /**
   * One line.
   *
   * @param source the stage it is about; may be empty
   */
  record Notice(Level level, String source, String text) {
    private Map<String, @Nullable Object> toMap() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("level", level.name().toLowerCase(Locale.ROOT));
      map.put("source", source);
      map.put("text", text);
      return map;
    }
  }

  /** Some numbers, large. */
  record Tiles(List<Tile> tiles) implements Block {
    public Tiles {
      tiles = List.copyOf(tiles);
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
      return map("tiles", "tiles", tiles.stream().map(Tile::toMap).toList());
    }
  }

  /**
   * A number and what it is.
   *
   * @param value null where it is none that is finite
   */
  record Tile(String name, @Nullable Double value, String note) {
    private Map<String, @Nullable Object> toMap() {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("name", name);
      map.put("value", value);
      map.put("note", note);
      return map;
    }
  }

  /**
   * A chart.
   *
   * @param name of its SVG file, without the ending: lower case, digits and hyphens; unique on the
   *     page
   * @param caption what it shows, and which table has its numbers; may be empty
   * @param height in pixels
   */
  record Chart(String name, String title, String caption, int height, Plot plot) implements Block {
    public Chart {
      if (!name.matches("[a-z0-9][a-z0-9-]*")) {
        throw new IllegalArgumentException("no name of a chart: " + name);
      }
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
      Map<String, @Nullable Object> map = map("chart", "name", name);
      map.put("title", title);
      map.put("caption", caption);
      map.put("height", height);
      map.put("plot", plot.toMap());
      return map;
    }
  }

  /** What is shown when asked for. */
  record Fold(String title, List<Block> blocks) implements Block {
    public Fold {
      blocks = List.copyOf(blocks);
    }

    @Override
    public List<Block> parts() {
      return blocks;
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
      Map<String, @Nullable Object> map = map("fold", "title", title);
      map.put("blocks", blocks.stream().map(Block::toMap).toList());
      return map;
    }
  }

  /** Blocks beside each other where there is room: small multiples. */
  record Row(List<Block> blocks) implements Block {
    public Row {
      blocks = List.copyOf(blocks);
    }

    @Override
    public List<Block> parts() {
      return blocks;
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
      return map("row", "blocks", blocks.stream().map(Block::toMap).toList());
    }
  }

  private static Map<String, @Nullable Object> map(
      String kind, String name, @Nullable Object value) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("kind", kind);
    map.put(name, value);
    return map;
  }
}
