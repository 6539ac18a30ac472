package io.reprise.stages.cluster;

import io.reprise.stages.embedding.SeededSample;
import io.reprise.stages.embedding.SeededSmile;
import io.reprise.stages.spi.Settings;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import smile.clustering.KMeans;
import smile.math.MathEx;

/** The restarts of k-means, side by side on all processors. */
final class Restarts {

  private Restarts() {}

  /** The best of all restarts, in whatever order they end. */
  static Restart best(double[][] vectors, Settings settings)
      throws InterruptedException, ExecutionException {
    List<Callable<Restart>> restarts =
        IntStream.range(0, settings.integer("runs"))
            .mapToObj(run -> (Callable<Restart>) () -> fit(vectors, settings, run))
            .toList();
    int threads = Math.min(restarts.size(), Runtime.getRuntime().availableProcessors());
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Restart>> fitted = workers.invokeAll(restarts);
      Restart best = fitted.get(0).get();
      for (Future<Restart> each : fitted) {
        best = Restart.better(best, each.get());
      }
      return best;
    } finally {
      workers.shutdownNow();
    }
  }

  static Restart fit(double[][] vectors, Settings settings, int run) throws InterruptedException {
    double[][] centroids =
        SeededSmile.call(
            SeededSample.seed(settings.longInteger("seed"), run), () -> fit(vectors, settings));
    return new Restart(run, Assignment.toNearest(vectors, centroids).inertia(), centroids);
  }

  /** Smile refuses a single cluster, whose centroid is the mean. */
  private static double[][] fit(double[][] vectors, Settings settings) {
    int k = settings.integer("k");
    return k == 1
        ? new double[][] {MathEx.colMeans(vectors)}
        : KMeans.fit(vectors, k, settings.integer("maxIterations"), settings.real("tolerance"))
            .centroids;
  }
}
