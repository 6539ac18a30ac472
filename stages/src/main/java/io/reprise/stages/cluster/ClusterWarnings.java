package io.reprise.stages.cluster;

import io.reprise.schemas.text.Numbers;
import io.reprise.stages.agreement.Contingency;
import io.reprise.stages.embedding.EmbeddingTable;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What a clustering should not look like, whatever made it. */
record ClusterWarnings(EmbeddingTable table, Assignment assignment) {

  private static final double NEARLY_ALL = 0.75;

  /** Fewer rows may agree with their labels, or not, by chance. */
  private static final int FEW = 50;

  private static final double NO_AGREEMENT = 0.01;

  /** When one of several clusters has most rows, though no label has. */
  Optional<String> swallowing(String remedy) {
    long[] sizes = assignment.sizes();
    int largest = largest(sizes);
    long clustered = LongStream.of(sizes).sum();
    long filled = LongStream.of(sizes).filter(size -> size > 0).count();
    if (filled < 2
        || sizes[largest] < NEARLY_ALL * clustered
        || 2 * mostOfALabel() > sizes[largest]) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "cluster %d has %,d of %,d clustered embeddings, though no label has more than %,d: %s",
            largest,
            sizes[largest],
            clustered,
            mostOfALabel(),
            remedy));
  }

  /** When knowing the cluster says nothing about the label. */
  Optional<String> unrelated() {
    int[] labels = table.labels();
    double index =
        Contingency.of(labels, assignment.clusters(), assignment.count()).adjustedRandIndex();
    if (labels.length < FEW
        || assignment.count() < 2
        || mostOfALabel() == labels.length
        || index >= NO_AGREEMENT) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "clusters have nothing to do with labels (adjusted Rand index %s): look at the"
                + " network that the embeddings are of",
            Numbers.fixed(index, 4)));
  }

  private static int largest(long[] sizes) {
    return IntStream.range(0, sizes.length)
        .reduce(0, (best, cluster) -> sizes[cluster] > sizes[best] ? cluster : best);
  }

  private long mostOfALabel() {
    int[] labels = table.labels();
    return IntStream.of(labels)
        .distinct()
        .mapToLong(label -> IntStream.of(labels).filter(other -> other == label).count())
        .max()
        .orElse(0);
  }
}
