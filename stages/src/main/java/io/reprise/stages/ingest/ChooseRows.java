package io.reprise.stages.ingest;

import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Drops rows of classes that are left out, relabels the others, and splits train by chance: first
 * the bound of each class is found from the ranks of its rows, then every row compares its own.
 */
final class ChooseRows extends PTransform<PCollection<SourceImage>, PCollection<SourceImage>> {

  private static final long serialVersionUID = 1L;

  private final IngestPlan plan;

  ChooseRows(IngestPlan plan) {
    this.plan = plan;
  }

  @Override
  public PCollection<SourceImage> expand(PCollection<SourceImage> rows) {
    PCollectionView<Map<Integer, StratifiedChoice>> choices =
        rows.apply("Rank rows of train", ParDo.of(new RankFn(plan)))
            .setCoder(KvCoder.of(VarIntCoder.of(), BigEndianLongCoder.of()))
            .apply("Gather class", GroupByKey.create())
            .apply("Find bounds", ParDo.of(new BoundFn(plan)))
            .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(StratifiedChoice.class)))
            .apply("Share bounds", View.asMap());
    return rows.apply("Choose row", ParDo.of(new ChooseFn(plan, choices)).withSideInputs(choices))
        .setCoder(new SourceImageCoder());
  }

  /** New label and rank of each row of train that is kept. */
  private static final class RankFn extends DoFn<SourceImage, KV<Integer, Long>> {

    private static final long serialVersionUID = 1L;

    private final IngestPlan plan;

    private RankFn(IngestPlan plan) {
      this.plan = plan;
    }

    @ProcessElement
    public void process(@Element SourceImage image, OutputReceiver<KV<Integer, Long>> output) {
      int label = plan.relabelling().labels().get(image.label());
      if (image.split().equals(IngestPlan.TRAIN) && label != Relabelling.DROPPED) {
        output.output(KV.of(label, StratifiedChoice.rank(plan.seed(), image.id())));
      }
    }
  }

  private static final class BoundFn
      extends DoFn<KV<Integer, Iterable<Long>>, KV<Integer, StratifiedChoice>> {

    private static final long serialVersionUID = 1L;

    private final IngestPlan plan;

    private BoundFn(IngestPlan plan) {
      this.plan = plan;
    }

    @ProcessElement
    public void process(
        @Element KV<Integer, Iterable<Long>> group,
        OutputReceiver<KV<Integer, StratifiedChoice>> output) {
      long[] ranks =
          StreamSupport.stream(group.getValue().spliterator(), false)
              .flatMapToLong(LongStream::of)
              .toArray();
      output.output(
          KV.of(group.getKey(), StratifiedChoice.of(ranks, plan.fraction(), plan.validation())));
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
