package io.reprise.stages.spi;

import java.util.Locale;

/** What is in an output: decides which inputs it may be wired to. */
public enum Content {
  /** A table of {@code Example}, with the data set's facts in {@code _dataset.json}. */
  EXAMPLES,
  /** A trained network. */
  MODEL,
  /** A table of {@code Epoch}. */
  EPOCHS,
  /** A table of {@code Layer}. */
  LAYERS,
  /** A table of {@code Prediction}. */
  PREDICTIONS,
  /** A table of {@code ConfusionCell}. */
  CONFUSION,
  /** A table of {@code Embedding}. */
  EMBEDDINGS,
  /** A table of {@code ClusterAssignment}. */
  CLUSTERS,
  /** A table of {@code Centroid}. */
  CENTROIDS,
  /** A table of {@code NeighbourDistance}. */
  NEIGHBOURS,
  /** A table of {@code Projection}. */
  PROJECTION,
  /** A table of {@code Metric}. */
  METRICS,
  /** Pictures for people. */
  PICTURES,
  /** Anything else. An input of this content may be wired to any output. */
  FILES;

  /** Whether an input of this content may be wired to an output of the other. */
  public boolean takes(Content output) {
    return this == FILES || this == output;
  }

  /** As messages and documentation say it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
