package io.reprise.stages.cluster;

import static io.reprise.stages.spi.Parameter.required;
import static io.reprise.stages.spi.Parameter.withDefault;
import static io.reprise.stages.spi.StageType.input;
import static io.reprise.stages.spi.StageType.optionalInput;
import static io.reprise.stages.spi.StageType.output;

import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.OneWorkerStage;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.Work;
import java.util.List;

/** Stage type {@code kmeans}: restarts side by side, the best one kept. */
public final class KMeansStage extends OneWorkerStage {

  static final String NAME = "kmeans";
  static final String LABELLED = "labelled";

  @Override
  public StageType type() {
    return new StageType(
        NAME,
        "Puts embeddings into k clusters by k-means, seeded by k-means++.",
        "{ uses: kmeans, in: { embeddings: embed.embeddings }, with: { k: 10 } }",
        List.of(
            required("k", ParameterType.integer(1, 100_000), "clusters"),
            withDefault(
                "runs",
                ParameterType.integer(1, 10_000),
                10L,
                "restarts; the one of least inertia is kept, the first of equals"),
            withDefault(
                "maxIterations", ParameterType.integer(1, 1_000_000), 100L, "steps of a restart"),
            withDefault(
                "tolerance",
                ParameterType.real(0, Double.MAX_VALUE),
                1e-4,
                "a restart ends when a step lowers the sum of squared distances by no more"),
            withDefault(
                "standardize",
                ParameterType.flag(),
                false,
                "bring each unit to mean 0 and standard deviation 1 first"),
            withDefault(
                "seed",
                ParameterType.integer(Long.MIN_VALUE, Long.MAX_VALUE),
                0L,
                "of the restarts and of the silhouette's sample")),
        List.of(
            input("embeddings", Content.EMBEDDINGS, "what to cluster"),
            optionalInput(
                LABELLED,
                Content.EMBEDDINGS,
                "others of the same network, whose labels alone then say what a cluster means:"
                    + " those of embeddings are only measured by")),
        List.of(
            output("clusters", Content.CLUSTERS, "the cluster of each embedding"),
            output("centroids", Content.CENTROIDS, "the centre of each cluster"),
            output(
                "metrics",
                Content.METRICS,
                "accuracy of each cluster's majority label, purity, normalized mutual information"
                    + " (arithmetic), adjusted Rand index, silhouette of at most 2,000 rows,"
                    + " inertia, sizes")));
  }

  /**
   * The table twice, once more where it is standardized, and the centroids and clusters of the
   * restarts that go side by side.
   */
  @Override
  public long memory(Settings settings, long inputBytes) {
    long rows = TableMemory.rows(inputBytes);
    long copies = settings.flag("standardize") ? 3 : 2;
    long restarts = Restarts.sideBySide(settings, rows);
    long centroids = 2 * Math.min(rows, restarts * settings.integer("k")); // and their next ones
    return BASE_MEMORY
        + copies * TableMemory.vectors(inputBytes)
        + centroids * TableMemory.vectors(inputBytes) / Math.max(1, rows)
        + rows * (TableMemory.BYTES_A_ROW + restarts * Integer.BYTES);
  }

  @Override
  public Work work(StageContext context) {
    return attempt -> KMeansWork.run(context, attempt);
  }
}
