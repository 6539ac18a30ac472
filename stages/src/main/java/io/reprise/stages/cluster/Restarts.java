package io.reprise.stages.cluster;

import io.reprise.stages.embedding.DistanceBlock;
import io.reprise.stages.embedding.ParallelRows;
import io.reprise.stages.embedding.SeededSample;
import io.reprise.stages.embedding.SeededSmile;
import io.reprise.stages.spi.Settings;
import java.util.List;
import java.util.stream.IntStream;
import smile.clustering.PartitionClustering;

/**
 * The restarts of k-means, several of them step by step side by side: threads share blocks of rows,
 * and a block that is in the cache serves all restarts.
 */
final class Restarts {

  /** Each has an integer a row, and centroids. */
  private static final int MOST_SIDE_BY_SIDE = 16;

  private final double[][] vectors;
  private final DistanceBlock[] blocks;
  private final Settings settings;
  private final ParallelRows threads;

  Restarts(double[][] vectors, DistanceBlock[] blocks, Settings settings, ParallelRows threads) {
    this.vectors = vectors;
    this.blocks = blocks;
    this.settings = settings;
    this.threads = threads;
  }

  /** The one of least inertia, the first of equals. */
  Restart best() throws InterruptedException {
    int runs = settings.integer("runs");
    int atOnce = (int) sideBySide(settings, vectors.length);
    Restart best = fit(0, Math.min(runs, atOnce));
    for (int run = atOnce; run < runs; run += atOnce) {
      best = Restart.better(best, fit(run, Math.min(runs, run + atOnce)));
    }
    return best;
  }

  /** How many restarts there are at once: with no more centroids than rows, if it can be. */
  static long sideBySide(Settings settings, long rows) {
    long few = Math.min(MOST_SIDE_BY_SIDE, settings.integer("runs"));
    return Math.max(1, Math.min(few, rows / settings.integer("k")));
  }

  /** The best of some restarts. */
  private Restart fit(int from, int to) throws InterruptedException {
    double[][][] starts = starts(from, to - from);
    List<Descent> descents =
        IntStream.range(from, to)
            .mapToObj(run -> new Descent(run, starts[run - from], vectors.length, blocks.length))
            .toList();
    for (List<Descent> going = descents; !going.isEmpty(); going = going(going)) {
      step(going);
    }
    return descents.stream().map(Descent::result).reduce(Restart::better).orElseThrow();
  }

  private static List<Descent> going(List<Descent> descents) {
    return descents.stream().filter(descent -> !descent.ended()).toList();
  }

  private void step(List<Descent> going) throws InterruptedException {
    int maxIterations = settings.integer("maxIterations");
    double tolerance = settings.real("tolerance");
    threads.forEach(blocks.length, 1, (from, to) -> assign(going, from, to));
    threads.forEach(
        going.size(),
        1,
        (from, to) ->
            going
                .subList(from, to)
                .forEach(descent -> descent.step(vectors, maxIterations, tolerance)));
  }

  private void assign(List<Descent> going, int from, int to) {
    NearestCentroids nearest = new NearestCentroids();
    for (int block = from; block < to; block++) {
      for (Descent descent : going) {
        descent.assign(block, blocks[block], nearest);
      }
    }
  }

  /** Rows chosen by Smile's k-means++, one after the other from one generator. */
  double[][][] starts(int from, int count) throws InterruptedException {
    long seed = SeededSample.seed(settings.longInteger("seed"), from);
    double[][][] starts = new double[count][settings.integer("k")][];
    int[] ignored = new int[vectors.length]; // who is nearest
    return SeededSmile.call(
        seed,
        () -> {
          for (double[][] start : starts) {
            PartitionClustering.seed(vectors, start, ignored, DistanceBlock::squared);
          }
          return starts;
        });
  }
}
