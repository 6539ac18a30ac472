package io.reprise.pipelines.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a page, with an entry in its table of contents.
 *
 * @param id of letters and hyphens, unique on the page, for links
 * @param notes said below the title: what was left out, how something was computed
 */
public record Section(String id, String title, List<String> notes, List<Block> blocks) {

  public Section {
    if (!id.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("no id of a section: " + id);
    }
    notes = List.copyOf(notes);
    blocks = List.copyOf(blocks);
  }

  Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("id", id);
    map.put("title", title);
    map.put("notes", notes);
    map.put("blocks", blocks.stream().map(Block::toMap).toList());
    return map;
  }
}
