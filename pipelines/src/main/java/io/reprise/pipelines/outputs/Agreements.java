package io.reprise.pipelines.outputs;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Compares what outputs of known contents mean.
 *
 * @param samples rows of each kind that are kept as examples
 */
record Agreements(int samples) {

  /** Null where the content has no such comparison, or its bytes are of no other meaning. */
  @Nullable AgreementDiff of(OutputPair pair) throws IOException {
    if (pair.content().equals("model")) {
      return ModelPairs.between(pair);
    }
    if (!pair.hasOtherRows()) {
      return null;
    }
    return switch (pair.content()) {
      case "predictions" ->
          PredictionPairs.between(pair.rowsBefore(), pair.rowsAfter(), samples)
              .withClasses(ClassNames.of(pair));
      case "clusters" -> ClusterPairs.between(pair.rowsBefore(), pair.rowsAfter(), samples);
      case "embeddings" -> EmbeddingPairs.between(pair.rowsBefore(), pair.rowsAfter());
      case "epochs" -> HistoriesDiff.between(pair.rowsBefore(), pair.rowsAfter());
      default -> null;
    };
  }
}
