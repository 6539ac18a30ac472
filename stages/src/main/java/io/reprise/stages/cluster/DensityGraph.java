package io.reprise.stages.cluster;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import smile.neighbor.Neighbor;
import smile.neighbor.RNNSearch;

/**
 * How many neighbours each row has within the radius, and as many of these neighbours as DBSCAN
 * needs to be told of.
 *
 * <p>A pair of core rows that are joined already, over others, changes no cluster, so it is counted
 * and left out. All others are kept. Either they have a row that was no core row yet, and no row
 * has {@code minPoints} of these; or they join two sets, of which there are not more than rows. So
 * no more pairs are kept than {@code minPoints} a row, even where all rows are neighbours of each
 * other.
 *
 * <p>As a range search it answers core rows alone, since others are not asked what they reach: with
 * it, Smile is to take a row for a core row that has one neighbour. Unlike Smile's own searches it
 * counts the row itself, as the paper (Ester, Kriegel, Sander and Xu, 1996) and scikit-learn do.
 */
final class DensityGraph implements RNNSearch<Integer, Integer> {

  /** What Smile is to take for the least number of neighbours of a core row. */
  static final int MIN_POINTS = 1;

  /** A number in the lists of both rows, and a third of them free. */
  static final long BYTES_A_PAIR = 3 * Integer.BYTES;

  private static final int[] NONE = {};

  private final int minPoints;
  private final int[] counts;
  private final int[][] neighbours;
  private final int[] sizes;
  private final DisjointSets joined;
  private final List<Neighbor<Integer, Integer>> rows;

  /**
   * @param minPoints neighbours that make a core row, itself included
   */
  DensityGraph(int rows, int minPoints) {
    this.minPoints = minPoints;
    this.counts = new int[rows];
    this.neighbours = new int[rows][];
    this.sizes = new int[rows];
    this.joined = new DisjointSets(rows);
    this.rows =
        IntStream.range(0, rows).mapToObj(row -> Neighbor.of((Integer) row, row, 0)).toList();
    Arrays.fill(counts, 1);
    Arrays.fill(neighbours, NONE);
  }

  /**
   * Says that two rows are neighbours: each pair once. Two threads may do so at once if they name
   * four rows.
   */
  void add(int one, int other) {
    counts[one]++;
    counts[other]++;
    if (!isCore(one) || !isCore(other) || joined.join(one, other)) {
      keep(one, other);
      keep(other, one);
    }
  }

  private boolean isCore(int row) {
    return counts[row] >= minPoints;
  }

  private void keep(int row, int neighbour) {
    int[] kept = neighbours[row];
    if (sizes[row] == kept.length) {
      kept = Arrays.copyOf(kept, Math.max(8, kept.length + kept.length / 2));
      neighbours[row] = kept;
    }
    kept[sizes[row]++] = neighbour;
  }

  /** How many neighbours are kept, of all rows. */
  long kept() {
    return IntStream.of(sizes).asLongStream().sum();
  }

  /** All rows, in the form that Smile takes. */
  Integer[] points() {
    return rows.stream().map(row -> row.key).toArray(Integer[]::new);
  }

  @Override
  public void range(Integer row, double radius, List<Neighbor<Integer, Integer>> found) {
    if (isCore(row)) {
      found.add(rows.get(row));
      for (int i = 0; i < sizes[row]; i++) {
        found.add(rows.get(neighbours[row][i]));
      }
    }
  }
}
