package io.reprise.pipelines.outputs;

import io.reprise.pipelines.outputs.EmbeddingsDiff.Movement;
import io.reprise.pipelines.tablediff.TableShard;
import io.reprise.schemas.record.Embedding;
import io.reprise.stages.agreement.NeighbourOverlap;
import io.reprise.stages.agreement.Procrustes;
import io.reprise.stages.random.SplitMix64;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Keeps a sample of the vectors of both tables, and measures it. */
final class EmbeddingPairs {

  /** Neighbours take all pairs of them. */
  private static final int SAMPLE = 2000;

  /** The alignment takes the cube of it. */
  private static final int LONGEST = 512;

  private static final Comparator<Pair> BY_HASH =
      Comparator.comparingLong(Pair::hash).thenComparingLong(Pair::id);

  private final PriorityQueue<Pair> sample = new PriorityQueue<>(BY_HASH.reversed());
  private long rows;

  private EmbeddingPairs() {}

  /** One row's vectors. */
  private record Pair(long id, List<Float> before, List<Float> after) {

    private long hash() {
      return SplitMix64.next(id);
    }
  }

  static EmbeddingsDiff between(List<TableShard> before, List<TableShard> after)
      throws IOException {
    EmbeddingPairs pairs = new EmbeddingPairs();
    long alone =
        new PairedRows<>(Embedding.class, Embedding::getId).forEach(before, after, pairs::add);
    return pairs.result(alone);
  }

  private void add(Embedding before, Embedding after) {
    rows++;
    sample.add(new Pair(after.getId(), before.getVector(), after.getVector()));
    if (sample.size() > SAMPLE) {
      sample.remove();
    }
  }

  private EmbeddingsDiff result(long alone) {
    List<Pair> chosen = sample.stream().sorted(Comparator.comparingLong(Pair::id)).toList();
    double[][] first = chosen.stream().map(pair -> numbers(pair.before())).toArray(double[][]::new);
    double[][] second = chosen.stream().map(pair -> numbers(pair.after())).toArray(double[][]::new);
    int sizeBefore = chosen.isEmpty() ? 0 : first[0].length;
    int sizeAfter = chosen.isEmpty() ? 0 : second[0].length;
    boolean alignable = !chosen.isEmpty() && Math.max(sizeBefore, sizeAfter) <= LONGEST;
    boolean enough = chosen.size() > EmbeddingsDiff.NEIGHBOURS;
    return new EmbeddingsDiff(
        rows,
        alone,
        chosen.size(),
        sizeBefore,
        sizeAfter,
        alignable ? movement(chosen, first, second) : null,
        enough ? NeighbourOverlap.of(first, second, EmbeddingsDiff.NEIGHBOURS) : null);
  }

  private static @Nullable Movement movement(
      List<Pair> chosen, double[][] first, double[][] second) {
    Procrustes aligned = Procrustes.of(first, second);
    double[] distances = aligned.distances();
    int farthest = 0;
    for (int i = 0; i < distances.length; i++) {
      farthest = distances[i] > distances[farthest] ? i : farthest;
    }
    double[] sorted = distances.clone();
    Arrays.sort(sorted);
    double median = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    return new Movement(
        median,
        distances[farthest],
        chosen.get(farthest).id(),
        aligned.scale(),
        aligned.disparity());
  }

  private static double[] numbers(List<Float> vector) {
    return vector.stream().mapToDouble(Float::doubleValue).toArray();
  }
}
