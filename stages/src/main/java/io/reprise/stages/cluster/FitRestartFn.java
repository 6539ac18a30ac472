package io.reprise.stages.cluster;

import io.reprise.stages.embedding.SeededSample;
import io.reprise.stages.embedding.SeededSmile;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;
import smile.clustering.KMeans;
import smile.math.MathEx;

/** Runs k-means once for each run number; the embeddings are read once a worker. */
final class FitRestartFn extends DoFn<Integer, Restart> {

  private static final long serialVersionUID = 1L;

  private final StageContext context;
  private transient @Nullable KMeansInput input;

  FitRestartFn(StageContext context) {
    this.context = context;
  }

  @ProcessElement
  public void process(@Element Integer run, OutputReceiver<Restart> output)
      throws IOException, InterruptedException {
    if (input == null) {
      input = KMeansInput.read(context);
    }
    output.output(fit(input.vectors(), context.settings(), run));
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
