package io.reprise.stages.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Finds, from the labels of train alone, the bounds by which each class is split, and lists the
 * parts with them, numbered. It keeps a number of eight bytes for each row, and reads nothing where
 * all rows stay.
 */
final class ChooseRowsFn extends DoFn<IngestPlan, KV<Integer, ChosenPart>> {

  private static final long serialVersionUID = 1L;

  private final List<SplitSource> sources;
  private final long rowsPerShard;

  ChooseRowsFn(List<SplitSource> sources, long rowsPerShard) {
    this.sources = List.copyOf(sources);
    this.rowsPerShard = rowsPerShard;
  }

  @ProcessElement
  public void process(@Element IngestPlan plan, OutputReceiver<KV<Integer, ChosenPart>> output)
      throws IOException {
    List<StratifiedChoice> choices = new ArrayList<>();
    if (plan.splitsTrain()) {
      for (Ranks ranks : ranks(plan)) {
        choices.add(StratifiedChoice.of(ranks.all(), plan.fraction(), plan.validation()));
      }
    }
    RowChoice choice = new RowChoice(plan, choices);
    int number = 0;
    for (IngestPart part : IngestPart.of(sources, rowsPerShard)) {
      output.output(KV.of(number++, new ChosenPart(part, choice)));
    }
  }

  /** Of each new label. */
  private List<Ranks> ranks(IngestPlan plan) throws IOException {
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
