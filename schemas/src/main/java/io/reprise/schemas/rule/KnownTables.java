package io.reprise.schemas.rule;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.ActivationStatistics;
import io.reprise.schemas.record.Centroid;
import io.reprise.schemas.record.ClusterAssignment;
import io.reprise.schemas.record.ConfusionCell;
import io.reprise.schemas.record.CrosstabCell;
import io.reprise.schemas.record.CurvePoint;
import io.reprise.schemas.record.Embedding;
import io.reprise.schemas.record.Epoch;
import io.reprise.schemas.record.Example;
import io.reprise.schemas.record.FilterWeights;
import io.reprise.schemas.record.Layer;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.NeighbourDistance;
import io.reprise.schemas.record.Prediction;
import io.reprise.schemas.record.Projection;
import io.reprise.schemas.record.Reconstruction;
import io.reprise.schemas.record.Saliency;
import io.reprise.schemas.record.TopActivation;
import io.reprise.schemas.rule.TableRules.RowRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** What holds for the tables of each content; a jar's own contents join those of Reprise. */
public final class KnownTables {

  private static final String ID = "id";
  private static final String LABEL = "label";

  private static final List<TableRules<?>> ALL =
      List.of(
          TableRules.of("examples", Example.class, ID)
              .withNominal(LABEL, "sourceId")
              .withEachRow(KnownTables::example),
          TableRules.of("epochs", Epoch.class, "epoch").withEachRow(KnownTables::epoch),
          TableRules.of("layers", Layer.class, "index").withEachRow(KnownTables::layer),
          TableRules.of("predictions", Prediction.class, ID)
              .withNominal(LABEL, "predicted")
              .withRows(KnownTables::predictions),
          TableRules.of("confusion", ConfusionCell.class, LABEL, "predicted")
              .withEachRow(KnownTables::confusion),
          TableRules.of("curves", CurvePoint.class, "kind", LABEL, "index")
              .withNominal(LABEL)
              .withEachRow(KnownTables::curve),
          TableRules.of("embeddings", Embedding.class, ID)
              .withNominal(LABEL)
              .withRows(KnownTables::embeddings),
          TableRules.of("clusters", ClusterAssignment.class, ID)
              .withNominal(LABEL, "cluster")
              .withEachRow(KnownTables::cluster),
          TableRules.of("crosstab", CrosstabCell.class, "cluster", LABEL, "original")
              .withEachRow(KnownTables::crosstab),
          TableRules.of("centroids", Centroid.class, "cluster").withRows(KnownTables::centroids),
          TableRules.of("neighbours", NeighbourDistance.class, "rank")
              .withNominal(ID)
              .withEachRow(KnownTables::neighbour),
          TableRules.of("projection", Projection.class, ID)
              .withNominal(LABEL)
              .withEachRow(KnownTables::projection),
          TableRules.of("filters", FilterWeights.class, "filter", "channel")
              .withEachRow(KnownTables::filter),
          TableRules.of("saliency", Saliency.class, ID)
              .withNominal(LABEL, "predicted", "explained")
              .withEachRow(KnownTables::saliency),
          TableRules.of("reconstructions", Reconstruction.class, "layer", ID, "map")
              .withNominal(LABEL, "row", "column")
              .withEachRow(KnownTables::reconstruction),
          TableRules.of("topActivations", TopActivation.class, "layer", "map", "rank")
              .withNominal(ID, LABEL, "row", "column", "top", "left")
              .withEachRow(KnownTables::topActivation),
          TableRules.of("activations", ActivationStatistics.class, "layer")
              .withEachRow(KnownTables::activations),
          TableRules.of("metrics", Metric.class, "stage", "split", "name", "class")
              .unsorted()
              .withEachRow(KnownTables::metric));

  private final Map<String, TableRules<?>> byContent = new HashMap<>();

  private KnownTables(List<TableRules<?>> others) {
    Stream.of(ALL, others)
        .flatMap(List::stream)
        .forEach(
            table -> {
              if (byContent.putIfAbsent(table.content(), table) != null) {
                throw new ReportedException(
                    "the content '"
                        + table.content()
                        + "' is there already; rename the one in your jar");
              }
            });
  }

  /** Those that come with Reprise. */
  public static KnownTables builtIn() {
    return new KnownTables(List.of());
  }

  /** Those, and what each {@link TableProvider} that a class loader finds brings. */
  public static KnownTables with(ClassLoader loader) {
    return new KnownTables(
        ServiceLoader.load(TableProvider.class, loader).stream()
            .flatMap(provider -> provider.get().tables().stream())
            .<TableRules<?>>map(table -> table)
            .toList());
  }

  /**
   * @param content as pipeline files name it
   * @return empty where it is no table
   */
  public Optional<TableRules<?>> of(String content) {
    return Optional.ofNullable(byContent.get(content));
  }

  private static Optional<String> example(Example row) {
    long area = (long) row.getHeight() * row.getWidth() * row.getChannels();
    return labelled(row.getId(), row.getSplit(), row.getLabel())
        .atLeast("height", row.getHeight(), 1)
        .atLeast("width", row.getWidth(), 1)
        .atLeast("channels", row.getChannels(), 1)
        .require(
            row.getPixels().remaining() == area,
            "pixels has %d bytes, where height x width x channels is %d",
            row.getPixels().remaining(),
            area)
        .atLeast("sourceId", row.getSourceId(), 0)
        .problem();
  }

  private static Values labelled(long id, String split, int label) {
    return new Values().atLeast("id", id, 0).present("split", split).atLeast("label", label, 0);
  }

  private static Optional<String> epoch(Epoch row) {
    return new Values()
        .atLeast("epoch", row.getEpoch(), 1)
        .finite("learningRate", row.getLearningRate())
        .finite("trainLoss", row.getTrainLoss())
        .finite("trainAccuracy", row.getTrainAccuracy())
        .finite("validationLoss", row.getValidationLoss())
        .finite("validationAccuracy", row.getValidationAccuracy())
        .problem();
  }

  private static Optional<String> layer(Layer row) {
    return new Values()
        .atLeast("index", row.getIndex(), 0)
        .present("name", row.getName())
        .atLeast("parameters", row.getParameters(), 0)
        .problem();
  }

  private static RowRule<Prediction> predictions() {
    EqualLengths lengths = new EqualLengths();
    return row -> {
      Values values = labelled(row.getId(), row.getSplit(), row.getLabel());
      List<Float> probabilities = row.getProbabilities();
      lengths.require(values, "probabilities", probabilities);
      for (float each : probabilities) {
        if (!(each >= 0 && each <= 1)) { // also where it is no number
          values.require(false, "probabilities has %s, which is not from 0 to 1", each);
        }
      }
      return values
          .atLeast("predicted", row.getPredicted(), 0)
          .require(
              row.getPredicted() < probabilities.size(),
              "predicted is %d, where there are %d probabilities, from 0",
              row.getPredicted(),
              probabilities.size())
          .problem();
    };
  }

  private static Optional<String> confusion(ConfusionCell row) {
    return new Values()
        .atLeast("label", row.getLabel(), 0)
        .atLeast("predicted", row.getPredicted(), 0)
        .atLeast("count", row.getCount(), 0)
        .problem();
  }

  private static Optional<String> curve(CurvePoint row) {
    return new Values()
        .present("kind", row.getKind())
        .atLeast(LABEL, row.getLabel(), -1)
        .atLeast("index", row.getIndex(), 0)
        .finite("threshold", row.getThreshold())
        .finite("x", row.getX())
        .finite("y", row.getY())
        .atLeast("count", row.getCount(), 0)
        .problem();
  }

  private static RowRule<Embedding> embeddings() {
    EqualLengths lengths = new EqualLengths();
    return row -> {
      Values values = labelled(row.getId(), row.getSplit(), row.getLabel());
      lengths.require(values, "vector", row.getVector());
      return values.finite("vector", row.getVector()).problem();
    };
  }

  private static Optional<String> cluster(ClusterAssignment row) {
    return labelled(row.getId(), row.getSplit(), row.getLabel())
        .atLeast("cluster", row.getCluster(), -1)
        .finite("distance", row.getDistance())
        .problem();
  }

  private static Optional<String> crosstab(CrosstabCell row) {
    return new Values()
        .atLeast("cluster", row.getCluster(), -1)
        .atLeast(LABEL, row.getLabel(), 0)
        .atLeast("original", row.getOriginal(), 0)
        .atLeast("count", row.getCount(), 1)
        .problem();
  }

  private static RowRule<Centroid> centroids() {
    EqualLengths lengths = new EqualLengths();
    return row -> {
      Values values =
          new Values().atLeast("cluster", row.getCluster(), 0).atLeast("size", row.getSize(), 0);
      lengths.require(values, "vector", row.getVector());
      return values.finite("vector", row.getVector()).problem();
    };
  }

  private static Optional<String> neighbour(NeighbourDistance row) {
    return new Values()
        .atLeast("rank", row.getRank(), 0)
        .atLeast("id", row.getId(), 0)
        .finite("distance", row.getDistance())
        .problem();
  }

  private static Optional<String> projection(Projection row) {
    return labelled(row.getId(), row.getSplit(), row.getLabel())
        .finite("x", row.getX())
        .finite("y", row.getY())
        .problem();
  }

  private static Optional<String> filter(FilterWeights row) {
    return new Values()
        .atLeast("filter", row.getFilter(), 0)
        .atLeast("channel", row.getChannel(), 0)
        .finite("weights", row.getWeights())
        .problem();
  }

  private static Optional<String> saliency(Saliency row) {
    return labelled(row.getId(), row.getSplit(), row.getLabel())
        .atLeast("explained", row.getExplained(), 0)
        .finite("score", row.getScore())
        .finite("gradient", row.getGradient())
        .problem();
  }

  private static Optional<String> reconstruction(Reconstruction row) {
    return labelled(row.getId(), row.getSplit(), row.getLabel())
        .atLeast("layer", row.getLayer(), 0)
        .atLeast("map", row.getMap(), -1)
        .finite("values", row.getValues())
        .problem();
  }

  private static Optional<String> topActivation(TopActivation row) {
    return labelled(row.getId(), row.getSplit(), row.getLabel())
        .atLeast("layer", row.getLayer(), 0)
        .atLeast("map", row.getMap(), 0)
        .atLeast("rank", row.getRank(), 0)
        .finite("values", row.getValues())
        .problem();
  }

  private static Optional<String> activations(ActivationStatistics row) {
    return new Values()
        .atLeast("layer", row.getLayer(), 0)
        .atLeast("count", row.getCount(), 1)
        .finite("mean", row.getMean())
        .finite("deviation", row.getDeviation())
        .problem();
  }

  private static Optional<String> metric(Metric row) {
    return new Values().present("name", row.getName()).finite("value", row.getValue()).problem();
  }
}
