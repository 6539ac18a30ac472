package io.reprise.pipelines.report;

import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Section;
import java.util.ArrayList;
import java.util.List;

/** What is there of a section so far. */
final class SectionDraft {

  private final List<String> notes = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();

  /** Says something about the whole section: what was left out, how something was computed. */
  void note(String text) {
    notes.add(text);
  }

  void add(Block block) {
    blocks.add(block);
  }

  boolean isEmpty() {
    return notes.isEmpty() && blocks.isEmpty();
  }

  Section named(String id, String title) {
    return new Section(id, title, notes, blocks);
  }
}
