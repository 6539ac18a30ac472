package io.reprise.stages.ingest;

import io.reprise.schemas.record.Example;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Pixel ranges by the dataset's own split: validation, which is drawn from train, counts as train.
 *
 * <p>Each bundle adds up its own images, so that only a few ranges are grouped and not all images.
 */
final class FindPixelRanges
    extends PTransform<PCollection<Example>, PCollection<KV<String, PixelRanges>>> {

  private static final long serialVersionUID = 1L;

  @Override
  public PCollection<KV<String, PixelRanges>> expand(PCollection<Example> examples) {
    KvCoder<String, PixelRanges> coder =
        KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(PixelRanges.class));
    return examples
        .apply("Find ranges of bundle", ParDo.of(new BundleFn()))
        .setCoder(coder)
        .apply("Gather ranges", GroupByKey.create())
        .apply("Merge ranges", ParDo.of(new MergeFn()))
        .setCoder(coder);
  }

  private static final class BundleFn extends DoFn<Example, KV<String, PixelRanges>> {

    private static final long serialVersionUID = 1L;

    private transient Map<String, PixelRanges> bySplit = new HashMap<>();

    @StartBundle
    public void start() {
      bySplit = new HashMap<>();
    }

    @ProcessElement
    public void process(@Element Example example) {
      String split =
          example.getSplit().equals(IngestPlan.TEST) ? IngestPlan.TEST : IngestPlan.TRAIN;
      bySplit
          .computeIfAbsent(split, each -> new PixelRanges(example.getPixels().remaining()))
          .add(example.getId(), example.getPixels());
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      bySplit.forEach(
          (split, ranges) ->
              context.output(
                  KV.of(split, ranges),
                  GlobalWindow.INSTANCE.maxTimestamp(),
                  GlobalWindow.INSTANCE));
    }
  }

  private static final class MergeFn
      extends DoFn<KV<String, Iterable<PixelRanges>>, KV<String, PixelRanges>> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(
        @Element KV<String, Iterable<PixelRanges>> gathered,
        OutputReceiver<KV<String, PixelRanges>> output) {
      PixelRanges merged = null;
      for (PixelRanges ranges : gathered.getValue()) {
        if (merged == null) {
          merged = new PixelRanges(ranges.values());
        }
        merged.merge(ranges);
      }
      if (merged != null) {
        output.output(KV.of(gathered.getKey(), merged));
      }
    }
  }
}
