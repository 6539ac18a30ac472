package io.reprise.pipelines.outputs;

import io.reprise.pipelines.outputs.ClustersDiff.Move;
import io.reprise.pipelines.tablediff.TableShard;
import io.reprise.schemas.record.ClusterAssignment;
import io.reprise.stages.agreement.Contingency;
import io.reprise.stages.agreement.Matching;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts which rows went from which cluster to which. */
final class ClusterPairs {

  /** The matching takes the cube of it. */
  private static final int MOST_CLUSTERS = 500;

  private final int mostSamples;
  private final SortedMap<Integer, SortedMap<Integer, Cell>> cells = new TreeMap<>();
  private final SortedSet<Integer> clustersAfter = new TreeSet<>();
  private long rows;

  private ClusterPairs(int mostSamples) {
    this.mostSamples = mostSamples;
  }

  private static final class Cell {
    private final List<Long> ids = new ArrayList<>();
    private long count;
  }

  static ClustersDiff between(List<TableShard> before, List<TableShard> after, int samples)
      throws IOException {
    ClusterPairs counts = new ClusterPairs(samples);
    long alone =
        new PairedRows<>(ClusterAssignment.class, ClusterAssignment::getId)
            .forEach(before, after, counts::add);
    return counts.result(alone);
  }

  private void add(ClusterAssignment before, ClusterAssignment after) {
    Cell cell =
        cells
            .computeIfAbsent(before.getCluster(), key -> new TreeMap<>())
            .computeIfAbsent(after.getCluster(), key -> new Cell());
    clustersAfter.add(after.getCluster());
    cell.count++;
    rows++;
    if (cell.ids.size() < mostSamples) {
      cell.ids.add(after.getId());
    }
  }

  private ClustersDiff result(long alone) {
    if (rows == 0) {
      return new ClustersDiff(0, alone, null, null, List.of(), 0L, List.of());
    }
    List<Integer> second = List.copyOf(clustersAfter);
    double[][] counts =
        cells.values().stream().map(row -> counts(row, second)).toArray(double[][]::new);
    Contingency contingency =
        Contingency.of(
            Arrays.stream(counts)
                .map(row -> Arrays.stream(row).mapToLong(count -> (long) count).toArray())
                .toArray(long[][]::new));
    double rand = contingency.adjustedRandIndex();
    double information = contingency.normalizedMutualInformation();
    if (Math.max(cells.size(), second.size()) > MOST_CLUSTERS) {
      return new ClustersDiff(rows, alone, rand, information, null, null, List.of());
    }
    List<Move> matched = new ArrayList<>();
    List<Move> moves = new ArrayList<>();
    int[] columns = Matching.columns(matchable(counts, second));
    int row = 0;
    for (Map.Entry<Integer, SortedMap<Integer, Cell>> before : cells.entrySet()) {
      int match = match(before.getKey(), columns[row], second);
      before
          .getValue()
          .forEach(
              (after, cell) ->
                  (after == match ? matched : moves)
                      .add(new Move(before.getKey(), after, cell.count, List.copyOf(cell.ids))));
      row++;
    }
    moves.sort(Comparator.comparingLong(Move::count).reversed());
    long moved = moves.stream().mapToLong(Move::count).sum();
    return new ClustersDiff(rows, alone, rand, information, matched, moved, moves);
  }

  /** The counts, none where it is noise on one side alone. */
  private double[][] matchable(double[][] counts, List<Integer> second) {
    double[][] matchable = Arrays.stream(counts).map(double[]::clone).toArray(double[][]::new);
    int row = 0;
    for (int before : cells.keySet()) {
      for (int column = 0; column < second.size(); column++) {
        if (isNoiseAlone(before, second.get(column))) {
          matchable[row][column] = 0;
        }
      }
      row++;
    }
    return matchable;
  }

  private static int match(int before, int column, List<Integer> second) {
    return column < 0 || isNoiseAlone(before, second.get(column))
        ? Integer.MIN_VALUE
        : second.get(column);
  }

  /** Whether one is a cluster and the other none: these are not the same under two names. */
  private static boolean isNoiseAlone(int before, int after) {
    return (before == Contingency.NOISE) != (after == Contingency.NOISE);
  }

  private static double[] counts(SortedMap<Integer, Cell> row, List<Integer> clusters) {
    return clusters.stream()
        .map(row::get)
        .mapToDouble(cell -> cell == null ? 0 : cell.count)
        .toArray();
  }
}
