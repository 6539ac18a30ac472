package io.reprise.stages.embedding;

/**
 * Every pair of rows, measured once by any number of threads.
 *
 * <p>Blocks of rows meet as players do in a round-robin tournament (the circle method): in each
 * round every block meets at most one other, so that no two threads ever work on one row, and what
 * a row is told comes in the same order on every machine. What is noted of either row needs no
 * lock.
 */
public final class AllPairs {

  private final double[][] vectors;
  private final DistanceBlock[] blocks;

  /** Hears of a row's distances to rows of a block. */
  @FunctionalInterface
  public interface Visitor {

    /**
     * Nobody else is told of this row or a row of this block meanwhile.
     *
     * @param block of which the row is no member, or an earlier one
     * @param from the first place in the block that is meant, the last one being the block's last
     * @param squared the squared distance to the row in each place of the block
     */
    void visit(int row, DistanceBlock block, int from, double[] squared);
  }

  /**
   * @param vectors finite, of one length; at least one
   */
  public AllPairs(double[][] vectors) {
    this.vectors = vectors;
    this.blocks = DistanceBlock.all(vectors);
  }

  /** How many rounds there are until all have met. */
  public int rounds() {
    return players();
  }

  /** As many as there are blocks, and one that does not exist if that is odd. */
  private int players() {
    return blocks.length + blocks.length % 2;
  }

  /**
   * Goes through the pairs of a round, and waits for them.
   *
   * @param round from 0, in which each block meets itself
   */
  public void meet(int round, ParallelRows threads, Visitor visitor) throws InterruptedException {
    int meetings = round == 0 ? blocks.length : players() / 2;
    threads.forEach(
        meetings,
        1,
        (from, to) -> {
          for (int meeting = from; meeting < to; meeting++) {
            meet(round, meeting, visitor);
          }
        });
  }

  private void meet(int round, int meeting, Visitor visitor) {
    int circle = players() - 1;
    int one = round == 0 ? meeting : (round - 1 + meeting) % circle;
    int other = round == 0 ? meeting : (round - 1 + circle - meeting) % circle;
    if (round > 0 && meeting == 0) {
      other = circle; // the one player that stays in its place
    }
    if (Math.max(one, other) < blocks.length) {
      measure(blocks[Math.max(one, other)], blocks[Math.min(one, other)], visitor);
    }
  }

  private void measure(DistanceBlock rows, DistanceBlock block, Visitor visitor) {
    double[] squared = new double[DistanceBlock.ROWS];
    for (int i = 0; i < rows.size(); i++) {
      int row = rows.first() + i;
      block.measure(vectors[row], squared);
      visitor.visit(row, block, rows == block ? i + 1 : 0, squared);
    }
  }
}
