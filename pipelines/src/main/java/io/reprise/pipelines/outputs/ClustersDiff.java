package io.reprise.pipelines.outputs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two clusterings of the same rows. Noise, -1, is a cluster of its own.
 *
 * @param rows of one id in both tables
 * @param others of one table alone: not counted
 * @param adjustedRandIndex 1 where both are the same but for names, 0 for chance; null without rows
 * @param normalizedMutualInformation 1 where each says all of the other, 0 where it says nothing;
 *     null without rows
 * @param matched pairs of clusters, no cluster twice, that have most rows in common; null where
 *     there are too many clusters to match them
 * @param moved rows that are not in such a pair; null likewise
 * @param moves of these, by pair of clusters, most first
 */
public record ClustersDiff(
    long rows,
    long others,
    @Nullable Double adjustedRandIndex,
    @Nullable Double normalizedMutualInformation,
    @Nullable List<Move> matched,
    @Nullable Long moved,
    List<Move> moves)
    implements AgreementDiff {

  @Override
  public boolean isEmpty() {
    return moved != null && moved == 0 && others == 0;
  }

  /**
   * Rows of one cluster before and one after.
   *
   * @param ids of the first of them
   */
  public record Move(int before, int after, long count, List<Long> ids) {}
}
