package io.reprise.stages.project;

import io.reprise.stages.embedding.SeededSmile;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import smile.manifold.TSNE;
import smile.math.MathEx;

/** t-SNE as Smile does it: every row pulls at every other, from random places. */
final class ExactTsne {

  private ExactTsne() {}

  /**
   * All steps in one descent: Smile says nothing on the way, and would start again from rest if it
   * were asked for some steps at a time.
   *
   * @param seed not negative
   */
  static double[][] places(
      double[][] vectors, double perplexity, double learningRate, int iterations, long seed)
      throws InterruptedException {
    AtomicReference<double @Nullable [][]> moving = new AtomicReference<>();
    try {
      return SeededSmile.call(
          seed,
          () -> {
            TSNE tsne = new TSNE(squared(vectors), 2, perplexity, learningRate, 0);
            moving.set(tsne.coordinates);
            if (!Thread.currentThread().isInterrupted()) {
              tsne.update(iterations);
            }
            return tsne.coordinates;
          });
    } catch (InterruptedException e) {
      stop(moving.get());
      throw e;
    }
  }

  /** Given as distances, since Smile takes a square table for that anyway. */
  private static double[][] squared(double[][] vectors) {
    double[][] squared = new double[vectors.length][vectors.length];
    MathEx.pdist(vectors, squared, MathEx::squaredDistance);
    return squared;
  }

  /** Smile looks at no interruption; without its rows it fails at the next step. */
  private static void stop(double @Nullable [][] places) {
    if (places != null) {
      Arrays.fill(places, null);
    }
  }
}
