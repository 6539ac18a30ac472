package io.reprise.stages.ingest;

import io.reprise.schemas.record.Example;
import io.reprise.schemas.record.Metric;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of rows once they are read and written. The sum of several is the same in any
 * order.
 */
final class IngestSummary implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int classes;
  private final TreeMap<String, Long> rowsRead = new TreeMap<>();
  private final TreeMap<String, long[]> written = new TreeMap<>();
  private final TreeMap<String, PixelRanges> ranges = new TreeMap<>();
  private final TreeMap<String, ImageHashes> hashes = new TreeMap<>();
  private final TreeSet<String> warnings = new TreeSet<>();

  /**
   * @param classes of the examples that are written
   */
  IngestSummary(int classes) {
    this.classes = classes;
  }

  /** A row of the dataset, kept or not. */
  void addRead(String split) {
    rowsRead.merge(split, 1L, Long::sum);
  }

  /**
   * @param split the dataset's own
   */
  void addWritten(String split, Example example) {
    counts(example.getSplit())[example.getLabel()]++;
    ranges
        .computeIfAbsent(split, own -> new PixelRanges(example.getPixels().remaining()))
        .add(example.getId(), example.getPixels());
    hashes
        .computeIfAbsent(split, own -> new ImageHashes())
        .add(example.getId(), example.getPixels());
  }

  void addWarning(String line) {
    warnings.add(line);
  }

  void add(IngestSummary other) {
    other.rowsRead.forEach((split, rows) -> rowsRead.merge(split, rows, Long::sum));
    other.written.forEach(
        (split, more) -> {
          long[] sum = counts(split);
          for (int label = 0; label < more.length; label++) {
            sum[label] += more[label];
          }
        });
    other.ranges.forEach(
        (split, more) ->
            ranges.computeIfAbsent(split, own -> new PixelRanges(more.values())).merge(more));
    other.hashes.forEach(
        (split, more) -> hashes.computeIfAbsent(split, own -> new ImageHashes()).merge(more));
    warnings.addAll(other.warnings);
  }

  private long[] counts(String split) {
    return written.computeIfAbsent(split, own -> new long[classes]);
  }

  /** Examples written of a split and new label. */
  long rows(String split, int label) {
    return written.containsKey(split) ? counts(split)[label] : 0;
  }

  /** Examples written of a split. */
  long rows(String split) {
    return written.containsKey(split) ? Arrays.stream(counts(split)).sum() : 0;
  }

  /** By the dataset's split. */
  Map<String, Long> rowsRead() {
    return rowsRead;
  }

  /** By the dataset's split: validation, which is drawn from train, counts as train. */
  Map<String, PixelRanges> ranges() {
    return ranges;
  }

  /** Of images written, by the dataset's split. */
  ImageHashes hashes(String split) {
    return hashes.getOrDefault(split, new ImageHashes());
  }

  /** Lines about files. */
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** For each split all rows, then those of each class. */
  List<Metric> metrics(List<String> names) {
    List<Metric> metrics = new ArrayList<>();
    for (String split : IngestPlan.SPLITS) {
      metrics.add(metric(split, null, rows(split)));
      for (int label = 0; label < names.size(); label++) {
        metrics.add(metric(split, names.get(label), rows(split, label)));
      }
    }
    return metrics;
  }

  private static Metric metric(String split, @Nullable String className, long rows) {
    return new Metric(IngestStage.NAME, split, "rows", className, (double) rows);
  }
}
