package io.reprise.pipelines.cli;

import io.reprise.stages.file.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Reads what a stage notes about its progress. */
final class ProgressNote {

  private static final int FIELDS = 4;
  private static final int BAR_WIDTH = 20;

  private ProgressNote() {}

  /** For a live line; empty while there is nothing to say. */
  static String read(Path file, double seconds) {
    try {
      List<String> fields =
          List.of(Files.readString(file, StandardCharsets.UTF_8).split("\t", FIELDS));
      if (fields.size() < FIELDS) {
        return "";
      }
      long done = Long.parseLong(fields.get(0));
      long total = Long.parseLong(fields.get(1));
      if (total == Progress.UNKNOWN) {
        return fields.get(3).stripTrailing();
      }
      String rate =
          seconds < 1
              ? ""
              : String.format(Locale.ROOT, "%,.0f %s/s  ", done / seconds, fields.get(2));
      return String.format(
              Locale.ROOT,
              "%s %3d %%  %s%s",
              bar(done, total),
              100 * done / total,
              rate,
              fields.get(3))
          .stripTrailing();
    } catch (IOException | NumberFormatException e) {
      return ""; // not there yet, or just being replaced: the next tick reads it again
    }
  }

  static String bar(long done, long total) {
    int filled = (int) Math.min(BAR_WIDTH, BAR_WIDTH * done / total);
    return "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
  }
}
