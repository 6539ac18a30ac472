package io.reprise.pipelines.outputs;

import io.reprise.pipelines.outputs.EmbeddingsDiff.Movement;
import io.reprise.pipelines.outputs.EmbeddingsDiff.WithoutSpread;
import io.reprise.pipelines.tablediff.TableShard;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Embedding;
import io.reprise.stages.agreement.NeighbourOverlap;
import io.reprise.stages.agreement.Procrustes;
import io.reprise.stages.random.SplitMix64;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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
  private long notFinite;
  private int sizeBefore = -1;
  private int sizeAfter = -1;

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
    sizeBefore = size(before, sizeBefore);
    sizeAfter = size(after, sizeAfter);
    if (!isFinite(before) || !isFinite(after)) {
      notFinite++;
      return;
    }
    sample.add(new Pair(after.getId(), before.getVector(), after.getVector()));
    if (sample.size() > SAMPLE) {
      sample.remove();
    }
  }

  /**
   * @param expected that of the rows before; negative where there are none
   */
  private static int size(Embedding row, int expected) {
    int size = row.getVector().size();
    if (expected >= 0 && size != expected) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "row %d has a vector of %d numbers where those before have %d; give all rows as many",
              row.getId(),
              size,
              expected));
    }
    return size;
  }

  private static boolean isFinite(Embedding row) {
    return row.getVector().stream().allMatch(Float::isFinite);
  }

  private EmbeddingsDiff result(long alone) {
    List<Pair> chosen = sample.stream().sorted(Comparator.comparingLong(Pair::id)).toList();
    double[][] first = chosen.stream().map(pair -> numbers(pair.before())).toArray(double[][]::new);
    double[][] second = chosen.stream().map(pair -> numbers(pair.after())).toArray(double[][]::new);
    boolean alignable = !chosen.isEmpty() && Math.max(sizeBefore, sizeAfter) <= LONGEST;
    WithoutSpread collapsed = withoutSpread(first, second);
    boolean enough = chosen.size() > EmbeddingsDiff.NEIGHBOURS && collapsed == null;
    return new EmbeddingsDiff(
        rows,
        alone,
        notFinite,
        chosen.size(),
        Math.max(0, sizeBefore),
        Math.max(0, sizeAfter),
        alignable ? movement(chosen, first, second) : null,
        enough ? NeighbourOverlap.of(first, second, EmbeddingsDiff.NEIGHBOURS) : null,
        collapsed);
  }

  private static @Nullable WithoutSpread withoutSpread(double[][] first, double[][] second) {
    if (isOnePoint(first)) {
      return isOnePoint(second) ? WithoutSpread.BOTH : WithoutSpread.FIRST;
    }
    return isOnePoint(second) ? WithoutSpread.SECOND : null;
  }

  /** Asked of the vectors as they are: those less their mean are seldom exactly 0. */
  private static boolean isOnePoint(double[][] vectors) {
    return vectors.length > 0
        && Arrays.stream(vectors).allMatch(row -> Arrays.equals(row, vectors[0]));
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
        withoutSpread(first, second) == null ? (Double) aligned.disparity() : null);
  }

  private static double[] numbers(List<Float> vector) {
    return vector.stream().mapToDouble(Float::doubleValue).toArray();
  }
}
