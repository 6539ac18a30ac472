package io.reprise.stages.ingest;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Drops rows of classes that are left out, relabels the others, and splits train by chance: first
 * the bounds of each class are found from the labels alone, then every row compares its own rank.
 */
final class ChooseRows extends PTransform<PCollection<SourceImage>, PCollection<SourceImage>> {

  private static final long serialVersionUID = 1L;

  private final IngestPlan plan;
  private final PCollection<KV<String, List<Integer>>> labels;

  /**
   * @param labels of each of the dataset's splits, by id
   */
  ChooseRows(IngestPlan plan, PCollection<KV<String, List<Integer>>> labels) {
    this.plan = plan;
    this.labels = labels;
  }

  @Override
  public PCollection<SourceImage> expand(PCollection<SourceImage> rows) {
    PCollectionView<Map<Integer, StratifiedChoice>> choices =
        labels
            .apply("Find bounds", ParDo.of(new BoundsFn(plan)))
            .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(StratifiedChoice.class)))
            .apply("Share bounds", View.asMap());
    return rows.apply("Choose row", ParDo.of(new ChooseFn(plan, choices)).withSideInputs(choices))
        .setCoder(new SourceImageCoder());
  }

  /** The choice of each new label, from the ranks of all its rows of train. */
  private static final class BoundsFn
      extends DoFn<KV<String, List<Integer>>, KV<Integer, StratifiedChoice>> {

    private static final long serialVersionUID = 1L;

    private final IngestPlan plan;

    private BoundsFn(IngestPlan plan) {
      this.plan = plan;
    }

    @ProcessElement
    public void process(
        @Element KV<String, List<Integer>> split,
        OutputReceiver<KV<Integer, StratifiedChoice>> output) {
      if (!split.getKey().equals(IngestPlan.TRAIN)) {
        return;
      }
      for (int label = 0; label < plan.relabelling().names().size(); label++) {
        long[] ranks = ranks(split.getValue(), label);
        output.output(KV.of(label, StratifiedChoice.of(ranks, plan.fraction(), plan.validation())));
      }
    }

    private long[] ranks(List<Integer> oldLabels, int label) {
      List<Integer> newLabels = plan.relabelling().labels();
      return IntStream.range(0, oldLabels.size())
          .filter(id -> newLabels.get(oldLabels.get(id)) == label)
          .mapToLong(id -> StratifiedChoice.rank(plan.seed(), id))
          .toArray();
    }
  }

  private static final class ChooseFn extends DoFn<SourceImage, SourceImage> {

    private static final long serialVersionUID = 1L;

    private final IngestPlan plan;
    private final PCollectionView<Map<Integer, StratifiedChoice>> choices;

    private ChooseFn(IngestPlan plan, PCollectionView<Map<Integer, StratifiedChoice>> choices) {
      this.plan = plan;
      this.choices = choices;
    }

    @ProcessElement
    public void process(
        @Element SourceImage image, ProcessContext context, OutputReceiver<SourceImage> output) {
      int label = plan.relabelling().labels().get(image.label());
      if (label == Relabelling.DROPPED) {
        return;
      }
      String split = image.split();
      if (split.equals(IngestPlan.TRAIN)) {
        StratifiedChoice choice = context.sideInput(choices).get(label);
        split =
            choice == null ? null : choice.split(StratifiedChoice.rank(plan.seed(), image.id()));
      }
      if (split != null) {
        output.output(image.relabelled(split, label));
      }
    }
  }
}
