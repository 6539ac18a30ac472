package io.reprise.pipelines.outputs;

import org.jspecify.annotations.Nullable;

/**
 * Two embeddings of the same rows. What is measured takes a sample of them; all of them where there
 * are no more.
 *
 * @param rows of one id in both tables
 * @param others of one table alone: not counted
 * @param notFinite of the rows, those with NaN or infinity in a vector: not measured
 * @param sample rows that are measured, chosen by their ids
 * @param sizeBefore length of the first's vectors
 * @param sizeAfter length of the second's
 * @param movement after orthogonal Procrustes alignment; null where vectors are too long for it, or
 *     there are too few rows
 * @param neighbours the mean share of each row's nearest neighbours that it kept; null where there
 *     are too few rows, or a side is without spread: its rows are all equally near
 * @param withoutSpread whose vectors, of those measured, are all the same; null where neither's are
 */
public record EmbeddingsDiff(
    long rows,
    long others,
    long notFinite,
    int sample,
    int sizeBefore,
    int sizeAfter,
    @Nullable Movement movement,
    @Nullable Double neighbours,
    @Nullable WithoutSpread withoutSpread)
    implements AgreementDiff {

  /** Whose vectors have collapsed into one. */
  public enum WithoutSpread {
    FIRST,
    SECOND,
    BOTH
  }

  /** Neighbours of each row that are looked at. */
  public static final int NEIGHBOURS = 10;

  /** Other bytes are other vectors. */
  @Override
  public boolean isEmpty() {
    return false;
  }

  /**
   * How far vectors are from where they were.
   *
   * @param median of the distances
   * @param largest of them
   * @param largestId of the row that has it
   * @param scale the root mean square length of the second's vectors from their mean, to compare
   *     with
   * @param disparity as {@code scipy.spatial.procrustes} has it: 0 where one is the other moved,
   *     rotated and scaled, at most 1; null where a side is without spread, and it says nothing
   */
  public record Movement(
      double median, double largest, long largestId, double scale, @Nullable Double disparity) {}
}
