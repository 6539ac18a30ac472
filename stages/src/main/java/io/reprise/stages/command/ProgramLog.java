package io.reprise.stages.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The last lines of a log that is being written. A line that a program draws over, as progress bars
 * do by a carriage return, counts as one, with its last text.
 */
final class ProgramLog {

  private static final int KEPT_LINES = 100;
  private static final int MOST_BYTES = 1000;

  private final Path file;
  private final Deque<String> lines = new ArrayDeque<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long position;
  private long count;
  private boolean drawnOver;
  private String latest = "";

  ProgramLog(Path file) {
    this.file = file;
  }

  /** Takes in what has been written since. */
  void read() throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(position);
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        position += n;
        for (int i = 0; i < n; i++) {
          take(buffer[i]);
        }
      }
    }
  }

  private void take(byte next) {
    if (next == '\n') {
      add(text());
      line.reset();
      drawnOver = false;
    } else if (next == '\r') {
      latest = text().isEmpty() ? latest : text();
      drawnOver = true;
    } else {
      if (drawnOver) {
        line.reset();
        drawnOver = false;
      }
      if (line.size() < MOST_BYTES) {
        line.write(next);
      }
    }
  }

  private void add(String text) {
    count++;
    latest = text.isEmpty() ? latest : text;
    lines.addLast(text);
    if (lines.size() > KEPT_LINES) {
      lines.removeFirst();
    }
  }

  /** Without what moves a cursor, and so on. */
  private String text() {
    return line.toString(StandardCharsets.UTF_8)
        .replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "")
        .replaceAll("\\p{Cntrl}", " ")
        .stripTrailing();
  }

  /** How many lines have ended so far. */
  long count() {
    return count;
  }

  /** The last text that was not empty. */
  String latest() {
    return latest;
  }

  /** The last lines, also one that has no end. */
  List<String> tail() {
    if (line.size() > 0) {
      add(text());
      line.reset();
    }
    return List.copyOf(lines);
  }
}
