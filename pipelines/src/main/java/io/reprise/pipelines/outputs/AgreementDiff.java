package io.reprise.pipelines.outputs;

/** What rows of a known meaning say beyond their cells. */
public sealed interface AgreementDiff permits PredictionsDiff, ClustersDiff, EmbeddingsDiff {

  /** Whether nothing differs that means anything. */
  boolean isEmpty();
}
