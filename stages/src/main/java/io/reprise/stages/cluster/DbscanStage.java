package io.reprise.stages.cluster;

import static io.reprise.stages.spi.Parameter.optional;
import static io.reprise.stages.spi.Parameter.required;
import static io.reprise.stages.spi.Parameter.withDefault;
import static io.reprise.stages.spi.StageType.input;
import static io.reprise.stages.spi.StageType.output;

import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.OneWorkerStage;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.Work;
import java.util.List;

/** Stage type {@code dbscan}: clusters of density, and the graph to choose their radius from. */
public final class DbscanStage extends OneWorkerStage {

  static final String NAME = "dbscan";
  static final double LEAST_RADIUS = Double.MIN_NORMAL;

  @Override
  public StageType type() {
    return new StageType(
        NAME,
        "Puts embeddings into clusters of density by DBSCAN; what is in none is noise, cluster -1.",
        "{ uses: dbscan, in: { embeddings: embed.embeddings },"
            + " with: { radius: 1.6, minPoints: 60 } }",
        List.of(
            required(
                "radius",
                ParameterType.real(LEAST_RADIUS, Double.MAX_VALUE),
                "Euclidean distance within which points are neighbours (epsilon)"),
            required(
                "minPoints",
                ParameterType.integer(1, 1_000_000_000),
                "neighbours, itself included, that make a point the core of a cluster"),
            optional(
                "neighbour",
                ParameterType.integer(2, 1_000_000_000),
                "whose distance 'neighbours' has, the point itself being the first;"
                    + " minPoints, and at least 2, where it is not given"),
            withDefault(
                "seed",
                ParameterType.integer(Long.MIN_VALUE, Long.MAX_VALUE),
                0L,
                "of the silhouette's sample")),
        List.of(input("embeddings", Content.EMBEDDINGS, "what to cluster")),
        List.of(
            output("clusters", Content.CLUSTERS, "the cluster of each embedding"),
            output(
                "neighbours",
                Content.NEIGHBOURS,
                "distances to the k-th neighbour, ascending: a good radius is where they bend,"
                    + " which the metric suggestedRadius says (Kneedle, Satopaa 2011)"),
            output(
                "metrics",
                Content.METRICS,
                "clusters, noise, and as for kmeans: noise counts as wrong in accuracy and F1, as"
                    + " a cluster of its own in mutual information and Rand index, and is left out"
                    + " of purity and silhouette")));
  }

  /**
   * The table twice, the pairs of neighbours that are kept, and the least distances of each row.
   */
  @Override
  public long memory(Settings settings, long inputBytes) {
    long rows = TableMemory.rows(inputBytes);
    long points = Math.min(rows, settings.integer("minPoints"));
    long nearest = Math.min(rows, LeastDistances.capacity(DbscanInput.neighbour(settings)));
    return BASE_MEMORY
        + 2 * TableMemory.vectors(inputBytes)
        + rows
            * (TableMemory.BYTES_A_ROW
                + points * DensityGraph.BYTES_A_PAIR
                + nearest * Double.BYTES);
  }

  @Override
  public Work work(StageContext context) {
    return attempt -> DbscanWork.run(context, attempt);
  }
}
