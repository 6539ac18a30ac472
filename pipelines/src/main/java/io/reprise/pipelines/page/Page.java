package io.reprise.pipelines.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page.
 *
 * @param kind what it is, above the title: {@code Run report}
 * @param facts short lines below the title
 */
public record Page(String kind, String title, List<String> facts, List<Section> sections) {

  public Page {
    facts = List.copyOf(facts);
    sections = List.copyOf(sections);
  }

  /** All charts, those within other blocks too, in the order of the page. */
  public List<Block.Chart> charts() {
    return sections.stream()
        .flatMap(section -> section.blocks().stream())
        .flatMap(Block::withAllBelow)
        .filter(Block.Chart.class::isInstance)
        .map(Block.Chart.class::cast)
        .toList();
  }

  Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("kind", kind);
    map.put("title", title);
    map.put("facts", facts);
    map.put("sections", sections.stream().map(Section::toMap).toList());
    return map;
  }
}
