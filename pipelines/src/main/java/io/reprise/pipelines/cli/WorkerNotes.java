package io.reprise.pipelines.cli;

import io.reprise.stages.file.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far the workers of a stage are together, as each notes it in a file of its own.
 *
 * @param done of the total, at most that: work that is tried again is noted twice
 * @param total {@link Progress#UNKNOWN} where nobody knows it
 * @param unit what is counted, in the plural
 * @param note the latest
 */
record WorkerNotes(long done, long total, String unit, String note) {

  private static final WorkerNotes NONE = new WorkerNotes(0, Progress.UNKNOWN, "", "");
  private static final int FIELDS = 4;

  /** What one of them has noted. */
  private record Worker(FileTime time, long done, long total, String unit, String note) {}

  /** Of the work that was noted last, since a stage may do several in turn. */
  static WorkerNotes in(Path folder) {
    List<Worker> workers = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.forEach(file -> read(file).ifPresent(workers::add));
    } catch (IOException | UncheckedIOException e) {
      return NONE; // not there yet
    }
    return workers.stream()
        .max(Comparator.comparing(Worker::time))
        .map(latest -> together(workers, latest))
        .orElse(NONE);
  }

  private static WorkerNotes together(List<Worker> workers, Worker latest) {
    long done =
        workers.stream()
            .filter(worker -> worker.total() == latest.total())
            .filter(worker -> worker.unit().equals(latest.unit()))
            .mapToLong(Worker::done)
            .sum();
    long most = latest.total() == Progress.UNKNOWN ? done : Math.min(done, latest.total());
    return new WorkerNotes(most, latest.total(), latest.unit(), latest.note());
  }

  private static Optional<Worker> read(Path file) {
    try {
      String[] fields = Files.readString(file, StandardCharsets.UTF_8).split("\t", FIELDS);
      return fields.length < FIELDS
          ? Optional.empty()
          : Optional.of(
              new Worker(
                  Files.getLastModifiedTime(file),
                  Long.parseLong(fields[0]),
                  Long.parseLong(fields[1]),
                  fields[2],
                  fields[3].stripTrailing()));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty(); // just being replaced: the next tick reads it again
    }
  }
}
