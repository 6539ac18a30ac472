package io.reprise.stages.cluster;

import io.reprise.schemas.text.Numbers;
import io.reprise.stages.agreement.Contingency;
import io.reprise.stages.embedding.EmbeddingTable;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What a clustering should not look like, whatever made it. */
record ClusterWarnings(EmbeddingTable table, Assignment assignment) {

  private static final double NEARLY_ALL = 0.75;

  /** Fewer rows may agree with their labels, or not, by chance. */
  private static final int FEW = 50;

  private static final double NO_AGREEMENT = 0.01;

  /** A clustering by label with some mistakes keeps more of its sizes. */
  private static final double FITTING = 0.8;

  private static final int SHOWN = 10;

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

  /**
   * When there are as many clusters as labels, but of sizes that no clustering by label can have.
   * At most the sum of min(cluster, label) over both sorted by size can agree, one to one.
   */
  Optional<String> sizesThatCannotFit() {
    long[] sizes = descending(assignment.sizes());
    long[] labels = labelSizes();
    if (sizes.length != labels.length || sizes.length < 2 || table.size() < FEW) {
      return Optional.empty();
    }
    long fitting = 0;
    for (int i = 0; i < sizes.length; i++) {
      fitting += Math.min(sizes[i], labels[i]);
    }
    double share = (double) fitting / table.size();
    return share >= FITTING
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "clusters of %s cannot be the labels, which have %s: at most %s of the embeddings"
                    + " can agree one to one; look at which labels a cluster has (crosstab)",
                sizes(sizes),
                sizes(labels),
                Numbers.fixed(share, 2)));
  }

  /** When there are clusters that no labelled row says anything of. */
  Optional<String> withoutLabelledRows(LabelledRows known) {
    long[] labelled = known.assignment().sizes();
    long[] sizes = assignment.sizes();
    int[] unknown =
        IntStream.range(0, sizes.length)
            .filter(cluster -> sizes[cluster] > 0 && labelled[cluster] == 0)
            .toArray();
    long rows = IntStream.of(unknown).mapToLong(cluster -> sizes[cluster]).sum();
    return rows == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%d of %d clusters have no labelled embedding: the %,d in them count as wrong; lower"
                    + " k or give more labelled ones",
                unknown.length,
                sizes.length,
                rows));
  }

  private static String sizes(long[] sizes) {
    String shown =
        LongStream.of(sizes)
            .limit(SHOWN)
            .mapToObj(size -> String.format(Locale.ROOT, "%,d", size))
            .collect(Collectors.joining("; "));
    return sizes.length > SHOWN ? shown + " ..." : shown;
  }

  private static long[] descending(long[] sizes) {
    return LongStream.of(sizes).map(size -> -size).sorted().map(size -> -size).toArray();
  }

  private long[] labelSizes() {
    Map<Integer, Long> counts = new TreeMap<>();
    IntStream.of(table.labels()).forEach(label -> counts.merge(label, 1L, Long::sum));
    return descending(counts.values().stream().mapToLong(Long::longValue).toArray());
  }

  private static int largest(long[] sizes) {
    return IntStream.range(0, sizes.length)
        .reduce(0, (best, cluster) -> sizes[cluster] > sizes[best] ? cluster : best);
  }

  private long mostOfALabel() {
    return labelSizes()[0];
  }
}
