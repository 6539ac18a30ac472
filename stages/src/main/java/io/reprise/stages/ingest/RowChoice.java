package io.reprise.stages.ingest;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are kept, where they go, and what their labels become: rows of classes that are left
 * out are dropped, the others relabelled, and train is split by chance.
 *
 * @param train the choice of each new label; empty where all of train stays
 */
record RowChoice(IngestPlan plan, ArrayList<StratifiedChoice> train) implements Serializable {

  RowChoice(IngestPlan plan, List<StratifiedChoice> train) {
    this(plan, new ArrayList<>(train));
  }

  /** The new label, or {@link Relabelling#DROPPED}. */
  int label(int oldLabel) {
    return plan.relabelling().labels().get(oldLabel);
  }

  /**
   * The split that a row goes to; null for none.
   *
   * @param split the dataset's own
   * @param label the new one
   */
  @Nullable String split(String split, long id, int label) {
    if (label == Relabelling.DROPPED) {
      return null;
    }
    if (!split.equals(IngestPlan.TRAIN) || train.isEmpty()) {
      return split;
    }
    return train.get(label).split(StratifiedChoice.rank(plan.seed(), id));
  }
}
