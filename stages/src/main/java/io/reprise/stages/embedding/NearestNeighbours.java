package io.reprise.stages.embedding;

/**
 * The k nearest neighbours of each row by Euclidean distance, found by looking at all pairs. A row
 * is no neighbour of its own; of rows equally far, the first ones are taken.
 */
public final class NearestNeighbours {

  private static final int ROWS_AT_ONCE = 64;

  private final int count;
  private final int[] rows;
  private final double[] squared;

  private NearestNeighbours(int size, int count) {
    this.count = count;
    this.rows = new int[Math.multiplyExact(size, count)];
    this.squared = new double[rows.length];
  }

  /**
   * @param vectors finite, of one length
   * @param count of neighbours, at least 1 and less than there are rows; with the rows, at most
   *     2^31 - 1 neighbours in all
   */
  public static NearestNeighbours of(double[][] vectors, int count, ParallelRows threads)
      throws InterruptedException {
    NearestNeighbours nearest = new NearestNeighbours(vectors.length, count);
    for (int first = 0; first < vectors.length; first += DistanceBlock.ROWS) {
      DistanceBlock block = new DistanceBlock(vectors, first);
      threads.forEach(
          vectors.length, ROWS_AT_ONCE, (from, to) -> nearest.offer(vectors, from, to, block));
    }
    threads.forEach(vectors.length, ROWS_AT_ONCE, nearest::sort);
    return nearest;
  }

  /** How many neighbours each row has. */
  public int count() {
    return count;
  }

  /**
   * The row that is a row's neighbour.
   *
   * @param rank from 0, the nearest
   */
  public int row(int row, int rank) {
    return rows[row * count + rank];
  }

  /** The squared distance of a row to its neighbour of that rank. */
  public double squared(int row, int rank) {
    return squared[row * count + rank];
  }

  private void offer(double[][] vectors, int from, int to, DistanceBlock block) {
    double[] distances = new double[DistanceBlock.ROWS];
    for (int row = from; row < to; row++) {
      block.measure(vectors[row], distances);
      int heap = row * count;
      int seen = block.first() - (row < block.first() ? 1 : 0);
      int other = block.first();
      for (int i = 0; i < block.size(); i++, other++) {
        if (other != row) {
          if (seen < count) {
            siftUp(heap, seen++, other, distances[i]);
          } else if (distances[i] < squared[heap]) { // an equal one has a lower row
            siftDown(heap, count, other, distances[i]);
          }
        }
      }
    }
  }

  /** Turns each row's heap, the farthest first, into a list, the nearest first. */
  private void sort(int from, int to) {
    for (int row = from; row < to; row++) {
      int heap = row * count;
      for (int last = count - 1; last > 0; last--) {
        int farthest = rows[heap];
        double distance = squared[heap];
        siftDown(heap, last, rows[heap + last], squared[heap + last]);
        rows[heap + last] = farthest;
        squared[heap + last] = distance;
      }
    }
  }

  private void siftUp(int heap, int end, int row, double distance) {
    int hole = end;
    while (hole > 0) {
      int parent = heap + (hole - 1) / 2;
      if (!nearer(rows[parent], squared[parent], row, distance)) {
        break;
      }
      put(heap + hole, rows[parent], squared[parent]);
      hole = (hole - 1) / 2;
    }
    put(heap + hole, row, distance);
  }

  /** Puts a neighbour in the place of the farthest one. */
  private void siftDown(int heap, int size, int row, double distance) {
    int hole = 0;
    for (int child = 1; child < size; child = 2 * hole + 1) {
      int right = heap + child + 1;
      if (child + 1 < size
          && nearer(rows[heap + child], squared[heap + child], rows[right], squared[right])) {
        child++;
      }
      if (!nearer(row, distance, rows[heap + child], squared[heap + child])) {
        break;
      }
      put(heap + hole, rows[heap + child], squared[heap + child]);
      hole = child;
    }
    put(heap + hole, row, distance);
  }

  private void put(int place, int row, double distance) {
    rows[place] = row;
    squared[place] = distance;
  }

  private static boolean nearer(int row, double distance, int other, double toOther) {
    return distance < toOther || (distance == toOther && row < other);
  }
}
