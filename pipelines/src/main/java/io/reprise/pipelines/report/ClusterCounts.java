package io.reprise.pipelines.report;

import io.reprise.schemas.record.ClusterAssignment;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many rows of each label are in each cluster. */
final class ClusterCounts {

  /** The cluster of rows that are in none. */
  private static final int NOISE = -1;

  private final TreeMap<Integer, TreeMap<Integer, Long>> byLabel = new TreeMap<>();
  private final TreeMap<Integer, Long> clusters = new TreeMap<>();

  private ClusterCounts() {}

  static ClusterCounts read(RunView run, StageOutput output) throws IOException {
    ClusterCounts counts = new ClusterCounts();
    run.forEach(output, ClusterAssignment.class, counts::add);
    return counts;
  }

  private void add(ClusterAssignment row) {
    byLabel
        .computeIfAbsent(row.getLabel(), label -> new TreeMap<>())
        .merge(row.getCluster(), 1L, Long::sum);
    clusters.merge(row.getCluster(), 1L, Long::sum);
  }

  /** As it is shown. */
  static String name(int cluster) {
    return cluster == NOISE ? "noise" : Integer.toString(cluster);
  }

  Collection<Integer> labels() {
    return byLabel.keySet();
  }

  Collection<Integer> clusters() {
    return clusters.keySet();
  }

  long of(int label, int cluster) {
    return byLabel.getOrDefault(label, new TreeMap<>()).getOrDefault(cluster, 0L);
  }

  long ofLabel(int label) {
    return byLabel.getOrDefault(label, new TreeMap<>()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  List<Integer> largestLabels(int most) {
    Map<Integer, Long> sizes = new TreeMap<>();
    byLabel.keySet().forEach(label -> sizes.put(label, ofLabel(label)));
    return largest(sizes, most);
  }

  List<Integer> largestClusters(int most) {
    return largest(clusters, most);
  }

  /** Ascending. */
  private static List<Integer> largest(Map<Integer, Long> sizes, int most) {
    return sizes.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(most)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
