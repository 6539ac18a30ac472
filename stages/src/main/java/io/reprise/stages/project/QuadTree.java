package io.reprise.stages.project;

import java.util.Arrays;

/**
 * A tree of squares over points of the plane, each inner square the smallest with all of its
 * points, cut in four (Barnes and Hut, 1986). Points of one square stand side by side when they are
 * sorted by Morton codes, so that the tree is built from sorted numbers, and is the same for the
 * same points. Points closer together than 2^-21 of the whole square are one.
 *
 * <p>Nodes are numbers in depth-first order, a leaf for each point: what is not to be opened is
 * skipped by going to {@code next}, and a walk needs no stack.
 */
final class QuadTree {

  /** Of a Morton code for each coordinate; two of them and a row's number fill a positive long. */
  private static final int LEVELS = 21;

  static final int MAX_POINTS = 1 << LEVELS;

  /** Of each node: the centre of its points, how many there are, and {@link #REACH}. */
  static final int FIELDS = 4;

  static final int X = 0;
  static final int Y = 1;
  static final int MASS = 2;

  /**
   * The squared distance from which on all points of a node count as one in its centre; below 0 for
   * leaves, which always do.
   */
  static final int REACH = 3;

  private final double angle;
  private final double[] fields;
  private final int[] next;
  private final long[] codes;
  private int nodes;
  private double span;

  /**
   * @param points at most {@link #MAX_POINTS}
   * @param angle a node counts as one point if its side is less than this share of its distance
   */
  QuadTree(int points, double angle) {
    this.angle = angle;
    this.fields = new double[2 * points * FIELDS];
    this.next = new int[2 * points];
    this.codes = new long[points];
    for (int row = 0; row < points; row++) {
      codes[row] = row;
    }
  }

  /** Builds the tree anew. */
  void build(double[] xs, double[] ys) {
    double left = Arrays.stream(xs).min().orElseThrow();
    double bottom = Arrays.stream(ys).min().orElseThrow();
    span =
        Math.max(
            Arrays.stream(xs).max().orElseThrow() - left,
            Arrays.stream(ys).max().orElseThrow() - bottom);
    double scale = span > 0 ? MAX_POINTS / span : 0;
    // Sorting is quick where points stand nearly in the order of the last time.
    for (int i = 0; i < codes.length; i++) {
      int row = row(i);
      long code = spread(cell((xs[row] - left) * scale)) << 1;
      code |= spread(cell((ys[row] - bottom) * scale));
      codes[i] = code << LEVELS | row;
    }
    Arrays.sort(codes);
    nodes = 0;
    build(xs, ys, 0, codes.length);
  }

  /** Nodes in use; the root is 0. */
  int nodes() {
    return nodes;
  }

  /** {@link #FIELDS} numbers a node; for walks, so not copied. */
  double[] fields() {
    return fields;
  }

  /** For each node, the one after all that are below it; for walks, so not copied. */
  int[] next() {
    return next;
  }

  /** The row of a point, by its place in the order of the tree, in which neighbours are near. */
  int row(int place) {
    return (int) codes[place] & MAX_POINTS - 1;
  }

  private int build(double[] xs, double[] ys, int from, int to) {
    int node = nodes++;
    int field = node * FIELDS;
    long different = (codes[from] ^ codes[to - 1]) >>> LEVELS;
    if (different == 0) {
      sumPoints(xs, ys, from, to, field);
      fields[field + REACH] = -1;
    } else {
      int level = (Long.SIZE - 1 - Long.numberOfLeadingZeros(different)) / 2;
      sumQuarters(xs, ys, from, to, field, LEVELS + 2 * level);
      double side = Math.scalb(span, level + 1 - LEVELS) / angle;
      fields[field + REACH] = side * side;
    }
    fields[field + X] /= fields[field + MASS];
    fields[field + Y] /= fields[field + MASS];
    next[node] = nodes;
    return node;
  }

  private void sumPoints(double[] xs, double[] ys, int from, int to, int field) {
    double x = 0;
    double y = 0;
    for (int i = from; i < to; i++) {
      x += xs[row(i)];
      y += ys[row(i)];
    }
    fields[field + X] = x;
    fields[field + Y] = y;
    fields[field + MASS] = to - from;
  }

  private void sumQuarters(double[] xs, double[] ys, int from, int to, int field, int shift) {
    double x = 0;
    double y = 0;
    int start = from;
    while (start < to) {
      int end = end(start, to, shift);
      int child = build(xs, ys, start, end) * FIELDS;
      x += fields[child + X] * fields[child + MASS];
      y += fields[child + Y] * fields[child + MASS];
      start = end;
    }
    fields[field + X] = x;
    fields[field + Y] = y;
    fields[field + MASS] = to - from;
  }

  /** Where the quarter ends that begins at a place. */
  private int end(int start, int to, int shift) {
    long quarter = codes[start] >>> shift;
    int low = start + 1;
    int high = to;
    while (low < high) {
      int middle = low + high >>> 1;
      if (codes[middle] >>> shift == quarter) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int cell(double value) {
    return Math.min((int) value, MAX_POINTS - 1);
  }

  /** Puts a zero before each of the 21 bits. */
  private static long spread(int value) {
    long bits = value;
    bits = (bits | bits << 16) & 0x0000FFFF0000FFFFL;
    bits = (bits | bits << 8) & 0x00FF00FF00FF00FFL;
    bits = (bits | bits << 4) & 0x0F0F0F0F0F0F0F0FL;
    bits = (bits | bits << 2) & 0x3333333333333333L;
    return (bits | bits << 1) & 0x5555555555555555L;
  }
}
