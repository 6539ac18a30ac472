package io.reprise.stages.spi;

import java.util.List;

/**
 * What is in an output: decides which inputs it may be wired to. A jar may have contents of its
 * own: {@code new Content("trees")}; where they are tables, a {@code TableProvider} of the jar says
 * their keys.
 *
 * @param label as pipeline files, messages and documentation say it
 */
public record Content(String label) {

  /** A table of {@code Example}, with the data set's facts in {@code _dataset.json}. */
  public static final Content EXAMPLES = new Content("examples");

  /** A trained network. */
  public static final Content MODEL = new Content("model");

  /** A table of {@code Epoch}. */
  public static final Content EPOCHS = new Content("epochs");

  /** A table of {@code Layer}. */
  public static final Content LAYERS = new Content("layers");

  /** A table of {@code Prediction}. */
  public static final Content PREDICTIONS = new Content("predictions");

  /** A table of {@code ConfusionCell}. */
  public static final Content CONFUSION = new Content("confusion");

  /** A table of {@code CurvePoint}. */
  public static final Content CURVES = new Content("curves");

  /** A table of {@code Embedding}. */
  public static final Content EMBEDDINGS = new Content("embeddings");

  /** A table of {@code ClusterAssignment}. */
  public static final Content CLUSTERS = new Content("clusters");

  /** A table of {@code Centroid}. */
  public static final Content CENTROIDS = new Content("centroids");

  /** A table of {@code CrosstabCell}. */
  public static final Content CROSSTAB = new Content("crosstab");

  /** A table of {@code NeighbourDistance}. */
  public static final Content NEIGHBOURS = new Content("neighbours");

  /** A table of {@code Projection}. */
  public static final Content PROJECTION = new Content("projection");

  /** A table of {@code FilterWeights}. */
  public static final Content FILTERS = new Content("filters");

  /** A table of {@code Saliency}. */
  public static final Content SALIENCY = new Content("saliency");

  /** A table of {@code Reconstruction}. */
  public static final Content RECONSTRUCTIONS = new Content("reconstructions");

  /** A table of {@code TopActivation}. */
  public static final Content TOP_ACTIVATIONS = new Content("topActivations");

  /** A table of {@code ActivationStatistics}. */
  public static final Content ACTIVATIONS = new Content("activations");

  /** A table of {@code Metric}. */
  public static final Content METRICS = new Content("metrics");

  /** Pictures for people. */
  public static final Content PICTURES = new Content("pictures");

  /** Anything else. An input of this content may be wired to any output. */
  public static final Content FILES = new Content("files");

  /** Those that come with Reprise. */
  public static List<Content> builtIn() {
    return List.of(
        EXAMPLES,
        MODEL,
        EPOCHS,
        LAYERS,
        PREDICTIONS,
        CONFUSION,
        CURVES,
        EMBEDDINGS,
        CLUSTERS,
        CENTROIDS,
        CROSSTAB,
        NEIGHBOURS,
        PROJECTION,
        FILTERS,
        SALIENCY,
        RECONSTRUCTIONS,
        TOP_ACTIVATIONS,
        ACTIVATIONS,
        METRICS,
        PICTURES,
        FILES);
  }

  /** Whether an input of this content may be wired to an output of the other. */
  public boolean takes(Content output) {
    return equals(FILES) || equals(output);
  }
}
