package io.reprise.stages.cluster;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which rows are known to belong together (union-find), for any number of threads without locks
 * (Anderson and Woll, 1991): a root is always the lowest row of its set, and is replaced by
 * compare-and-set.
 */
final class DisjointSets {

  private final AtomicIntegerArray parents;

  DisjointSets(int rows) {
    this.parents = new AtomicIntegerArray(rows);
    for (int row = 0; row < rows; row++) {
      parents.setPlain(row, row);
    }
  }

  /** Joins the sets of two rows, and says whether they were two. */
  boolean join(int one, int other) {
    while (true) {
      int a = root(one);
      int b = root(other);
      if (a == b) {
        return false;
      }
      if (parents.compareAndSet(Math.max(a, b), Math.max(a, b), Math.min(a, b))) {
        return true;
      }
    }
  }

  /** Halves the way to the root for those who come later. */
  private int root(int start) {
    int row = start;
    int parent = parents.get(row);
    while (parent != row) {
      int above = parents.get(parent);
      parents.compareAndSet(row, parent, above);
      row = above;
      parent = parents.get(row);
    }
    return row;
  }
}
