package io.reprise.stages.cluster;

import io.reprise.schemas.record.Metric;
import io.reprise.stages.agreement.Contingency;
import io.reprise.stages.agreement.Matching;
import io.reprise.stages.embedding.EmbeddingTable;
import io.reprise.stages.embedding.ParallelRows;
import io.reprise.stages.embedding.SeededSample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The metrics that both kinds of clustering have. */
final class ClusterMetrics {

  /** The silhouette takes all pairs of rows: no more rows than this. */
  static final int SILHOUETTE_ROWS = 2000;

  private final String stage;
  private final @Nullable String split;
  private final List<Metric> metrics = new ArrayList<>();

  ClusterMetrics(String stage, EmbeddingTable table) {
    this.stage = stage;
    this.split = table.split();
  }

  void add(String name, double value) {
    metrics.add(new Metric(stage, split, name, null, value));
  }

  private void add(String name, int cluster, double value) {
    metrics.add(new Metric(stage, split, name, Integer.toString(cluster), value));
  }

  /** All that compares clusters with labels, where each cluster says its own rows' majority. */
  void addAgreement(EmbeddingTable table, Assignment assignment) {
    addAgreement(table, assignment, null);
  }

  /**
   * All that compares clusters with labels. Accuracy and both F1 take every row, noise being wrong;
   * purity takes the rows that are in a cluster, and always their own majority.
   *
   * @param known other rows whose labels say what each cluster means; null where it is the own ones
   */
  void addAgreement(EmbeddingTable table, Assignment assignment, @Nullable LabelledRows known) {
    int[] labels = table.labels();
    Contingency contingency = Contingency.of(labels, assignment.clusters(), assignment.count());
    LabelMapping own = LabelMapping.of(labels, assignment, contingency);
    LabelMapping mapping = known == null ? own : LabelMapping.of(labels, assignment, known);
    long clustered = labels.length - assignment.noise();
    add("accuracy", (double) mapping.correct() / labels.length);
    add("macroF1", mapping.macroF1());
    add("weightedF1", mapping.weightedF1());
    add("matchedAccuracy", matched(contingency, assignment) / labels.length);
    if (clustered > 0) {
      add("purity", (double) own.correct() / clustered);
    }
    add("normalizedMutualInformation", contingency.normalizedMutualInformation());
    add("adjustedRandIndex", contingency.adjustedRandIndex());
    if (known != null) {
      add("labelledRows", known.labels().length);
    }
    long[] sizes = assignment.sizes();
    for (int cluster = 0; cluster < sizes.length; cluster++) {
      add("size", cluster, (double) sizes[cluster]);
    }
    for (int cluster = 0; cluster < sizes.length; cluster++) {
      if (sizes[cluster] > 0 && mapping.label(cluster) != LabelMapping.UNKNOWN) {
        add("majorityLabel", cluster, mapping.label(cluster));
      }
    }
  }

  /** On a sample of rows chosen by (seed, id); none where there are no two clusters in it. */
  void addSilhouette(
      EmbeddingTable table,
      double[][] vectors,
      Assignment assignment,
      long seed,
      ParallelRows threads)
      throws InterruptedException {
    int[] sample = SeededSample.rows(table.rows(), SILHOUETTE_ROWS, seed);
    double[][] chosen = Arrays.stream(sample).mapToObj(i -> vectors[i]).toArray(double[][]::new);
    int[] clusters = Arrays.stream(sample).map(i -> assignment.clusters()[i]).toArray();
    Silhouette.of(chosen, clusters, threads).ifPresent(value -> add("silhouette", value));
  }

  List<Metric> all() {
    return List.copyOf(metrics);
  }

  private static double matched(Contingency contingency, Assignment assignment) {
    if (assignment.count() == 0) {
      return 0;
    }
    double[][] counts =
        IntStream.range(0, contingency.labels().length)
            .mapToObj(
                label ->
                    IntStream.range(0, assignment.count())
                        .mapToDouble(cluster -> contingency.count(label, cluster))
                        .toArray())
            .toArray(double[][]::new);
    return Matching.largestSum(counts);
  }
}
