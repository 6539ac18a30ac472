package io.reprise.stages.project;

import static io.reprise.stages.spi.StageType.input;
import static io.reprise.stages.spi.StageType.output;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.ClusterAssignment;
import io.reprise.schemas.record.Projection;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.OneWorkerStage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.Work;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Stage type {@code scatter}: a projection coloured by clusters, one picture a clustering. */
public final class ScatterStage extends OneWorkerStage {

  private static final String PROJECTION = "projection";

  @Override
  public StageType type() {
    return new StageType(
        "scatter",
        "Draws a projection coloured by clusters, without projecting again.",
        "{ uses: scatter, in: { projection: tsne.projection, kmeans: kmeans.clusters } }",
        List.of(),
        List.of(
            input(PROJECTION, Content.PROJECTION, "places in the plane"),
            input(
                StageType.ANY_NAME,
                Content.CLUSTERS,
                "clusters of the same embeddings, or of more; the picture is named like the"
                    + " input")),
        List.of(output("pictures", Content.PICTURES, "one SVG file a clustering")));
  }

  @Override
  public Work work(StageContext context) {
    return attempt -> draw(context, attempt);
  }

  private static void draw(StageContext context, Attempt attempt) throws IOException {
    List<Projection> places = Tables.read(context.input(PROJECTION), Projection.class);
    for (Map.Entry<String, InputFiles> input : context.inputs().entrySet()) {
      if (!input.getKey().equals(PROJECTION)) {
        List<ScatterPlot.Point> points = points(places, input.getKey(), input.getValue());
        String title = String.format(Locale.ROOT, "%s, %,d rows", input.getKey(), points.size());
        attempt.writeText(
            "pictures",
            input.getKey() + ".svg",
            new ScatterPlot(title, "cluster", List.of(), ScatterStage::name, points).svg());
      }
    }
  }

  private static List<ScatterPlot.Point> points(
      List<Projection> places, String clustering, InputFiles clusters) throws IOException {
    Map<Long, Integer> clusterOf = new HashMap<>();
    for (ClusterAssignment row : Tables.read(clusters, ClusterAssignment.class)) {
      clusterOf.put(row.getId(), row.getCluster());
    }
    List<ScatterPlot.Point> points = new ArrayList<>(places.size());
    for (Projection place : places) {
      Integer cluster = clusterOf.get(place.getId());
      if (cluster == null) {
        throw new ReportedException(
            String.format(
                Locale.ROOT,
                "'%s' has no cluster for id %d of the projection;"
                    + " wire both to the same embeddings",
                clustering,
                place.getId()));
      }
      points.add(new ScatterPlot.Point(place.getX(), place.getY(), cluster));
    }
    return points;
  }

  private static String name(int cluster) {
    return cluster < 0 ? "noise" : Integer.toString(cluster);
  }
}
