package io.reprise.stages.crosstab;

import io.reprise.schemas.record.CrosstabCell;
import io.reprise.stages.agreement.Contingency;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How often each cluster, label and original label occur together.
 *
 * @param split of all rows, null where they are of several
 * @param cells by ascending cluster, label and original label, each with a count of at least 1
 */
record Crosstab(@Nullable String split, List<CrosstabCell> cells) {

  Crosstab {
    cells = List.copyOf(cells);
  }

  long rows() {
    return cells.stream().mapToLong(CrosstabCell::getCount).sum();
  }

  /** Rows by two of the three, ascending: clusters by original labels, labels by them. */
  SortedMap<Integer, SortedMap<Integer, Long>> by(
      ToIntFunction<CrosstabCell> first, ToIntFunction<CrosstabCell> second) {
    SortedMap<Integer, SortedMap<Integer, Long>> counts = new TreeMap<>();
    for (CrosstabCell cell : cells) {
      counts
          .computeIfAbsent(first.applyAsInt(cell), key -> new TreeMap<>())
          .merge(second.applyAsInt(cell), cell.getCount(), Long::sum);
    }
    return counts;
  }

  /** The names of labels, or of original ones, that occur. */
  static SortedMap<Integer, String> names(
      List<CrosstabCell> cells,
      ToIntFunction<CrosstabCell> number,
      Function<CrosstabCell, String> name) {
    SortedMap<Integer, String> names = new TreeMap<>();
    cells.forEach(cell -> names.put(number.applyAsInt(cell), name.apply(cell)));
    return names;
  }

  /** Clusters against one of the labels; noise is a cluster of its own. */
  Contingency contingency(ToIntFunction<CrosstabCell> label) {
    int[] clusters = distinct(CrosstabCell::getCluster);
    int[] labels = distinct(label);
    long[][] counts = new long[labels.length][clusters.length];
    for (CrosstabCell cell : cells) {
      int row = Arrays.binarySearch(labels, label.applyAsInt(cell));
      counts[row][Arrays.binarySearch(clusters, cell.getCluster())] += cell.getCount();
    }
    return Contingency.of(counts);
  }

  /** The share of rows in clusters that have their cluster's most frequent label. */
  double purity(ToIntFunction<CrosstabCell> label) {
    SortedMap<Integer, SortedMap<Integer, Long>> clusters =
        by(CrosstabCell::getCluster, label).tailMap(0); // without noise
    long most =
        clusters.values().stream()
            .mapToLong(counts -> counts.values().stream().mapToLong(count -> count).max().orElse(0))
            .sum();
    long all =
        clusters.values().stream()
            .mapToLong(counts -> counts.values().stream().mapToLong(count -> count).sum())
            .sum();
    return all == 0 ? 0 : (double) most / all;
  }

  int[] distinct(ToIntFunction<CrosstabCell> number) {
    return cells.stream()
        .flatMapToInt(cell -> IntStream.of(number.applyAsInt(cell)))
        .distinct()
        .sorted()
        .toArray();
  }
}
