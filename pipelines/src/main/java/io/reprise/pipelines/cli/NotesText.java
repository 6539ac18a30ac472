package io.reprise.pipelines.cli;

import io.reprise.pipelines.manifest.RunNotes;
import java.util.ArrayList;
import java.util.List;

/** What somebody has said of a run, for people; without what could move a terminal's cursor. */
final class NotesText {

  private static final int LONGEST_IN_LINE = 60;

  private NotesText() {}

  /** One after the other on a line of something else: empty, or begins with a comma. */
  static String inLine(RunNotes notes) {
    StringBuilder text = new StringBuilder();
    if (notes.name() != null) {
      text.append(", name ").append(notes.name());
    }
    if (!notes.tags().isEmpty()) {
      text.append(notes.tags().size() == 1 ? ", tag " : ", tags ")
          .append(String.join(" ", notes.tags()));
    }
    if (notes.note() != null) {
      text.append(", note: ").append(Terminal.fit(notes.note(), LONGEST_IN_LINE));
    }
    return text.toString();
  }

  /** A line each. */
  static List<String> lines(RunNotes notes) {
    List<String> lines = new ArrayList<>();
    if (notes.name() != null) {
      lines.add("  name  " + notes.name());
    }
    if (!notes.tags().isEmpty()) {
      lines.add("  tags  " + String.join(" ", notes.tags()));
    }
    if (notes.note() != null) {
      notes
          .note()
          .lines()
          .forEach(line -> lines.add("  note  " + Terminal.fit(line, Integer.MAX_VALUE)));
    }
    return lines;
  }
}
