package io.reprise.pipelines.outputs;

/** What an output of a known content says beyond its bytes and cells. */
public sealed interface AgreementDiff
    permits PredictionsDiff, ClustersDiff, EmbeddingsDiff, ModelsDiff, HistoriesDiff {

  /** Whether nothing differs that means anything. */
  boolean isEmpty();
}
