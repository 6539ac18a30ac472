package io.reprise.stages.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds, from the labels of train alone, the bounds by which each class is split, and lists the
 * parts with them. It keeps a number of eight bytes for each row, and reads nothing where all rows
 * stay.
 */
final class ChooseRows {

  private final IngestPlan plan;
  private final List<SplitSource> sources;

  ChooseRows(IngestPlan plan, List<SplitSource> sources) {
    this.plan = plan;
    this.sources = sources;
  }

  List<ChosenPart> parts(long rowsPerShard) throws IOException {
    List<StratifiedChoice> choices = new ArrayList<>();
    if (plan.splitsTrain()) {
      for (Ranks ranks : ranks()) {
        choices.add(StratifiedChoice.of(ranks.all(), plan.fraction(), plan.validation()));
      }
    }
    RowChoice choice = new RowChoice(plan, choices);
    return IngestPart.of(sources, rowsPerShard).stream()
        .map(part -> new ChosenPart(part, choice))
        .toList();
  }

  /** Of each new label. */
  private List<Ranks> ranks() throws IOException {
    List<Ranks> byLabel = new ArrayList<>();
    plan.relabelling().names().forEach(name -> byLabel.add(new Ranks()));
    for (SplitSource source : sources) {
      if (source.name().equals(IngestPlan.TRAIN)) {
        source.readLabels(
            (id, oldLabel) -> {
              int label = plan.relabelling().labels().get(oldLabel);
              if (label != Relabelling.DROPPED) {
                byLabel.get(label).add(StratifiedChoice.rank(plan.seed(), id));
              }
            });
      }
    }
    return byLabel;
  }

  private static final class Ranks {

    private static final int FIRST = 1024;

    private long[] ranks = new long[FIRST];
    private int count;

    void add(long rank) {
      if (count == ranks.length) {
        ranks = Arrays.copyOf(ranks, 2 * count);
      }
      ranks[count++] = rank;
    }

    long[] all() {
      return Arrays.copyOf(ranks, count);
    }
  }
}
