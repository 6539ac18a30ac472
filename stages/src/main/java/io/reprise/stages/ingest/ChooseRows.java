package io.reprise.stages.ingest;

import java.io.IOException;
import java.util.List;

/**
 * Finds, from the labels of train alone, the bounds by which each class is split. It keeps a byte
 * or two for each row, and reads nothing where all rows stay.
 */
final class ChooseRows {

  private final IngestPlan plan;
  private final List<SplitSource> sources;

  ChooseRows(IngestPlan plan, List<SplitSource> sources) {
    this.plan = plan;
    this.sources = sources;
  }

  RowChoice choice() throws IOException {
    if (!plan.splitsTrain()) {
      return new RowChoice(plan, List.of());
    }
    int classes = plan.relabelling().names().size();
    return new RowChoice(
        plan,
        StratifiedChoice.of(
            new RankSelection(labels(classes), classes, plan.seed()),
            classes,
            plan.fraction(),
            plan.validation()));
  }

  /** The new ones, of rows that are not dropped. */
  private LabelArray labels(int classes) throws IOException {
    LabelArray labels = new LabelArray(classes);
    for (SplitSource source : sources) {
      if (source.name().equals(IngestPlan.TRAIN)) {
        source.readLabels(
            (id, oldLabel) -> {
              int label = plan.relabelling().labels().get(oldLabel);
              if (label != Relabelling.DROPPED) {
                labels.put(id, label);
              }
            });
      }
    }
    return labels;
  }
}
