package io.reprise.stages.ingest;

import io.reprise.schemas.record.Example;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * What the summary is made of.
 *
 * @param counts examples by split and label
 * @param shared ids of test images that train or validation has too
 * @param rowsRead by the dataset's split
 * @param ranges of pixels, by the dataset's split
 * @param warnings lines about files, in any order
 */
record SummaryViews(
    PCollectionView<Map<KV<String, Integer>, Long>> counts,
    PCollectionView<List<Long>> shared,
    PCollectionView<Map<String, Long>> rowsRead,
    PCollectionView<Map<String, PixelRanges>> ranges,
    PCollectionView<List<String>> warnings)
    implements Serializable {

  static SummaryViews of(
      PCollection<Example> examples,
      PCollection<KV<String, List<Integer>>> labels,
      PCollection<String> warnings) {
    return new SummaryViews(
        examples
            .apply(
                "Take label",
                MapElements.into(
                        TypeDescriptors.kvs(TypeDescriptors.strings(), TypeDescriptors.integers()))
                    .via(example -> KV.of(example.getSplit(), example.getLabel())))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), VarIntCoder.of()))
            .apply("Count labels", Count.perElement())
            .apply("Share counts", View.asMap()),
        examples
            .apply("Find shared images", new SharedImages())
            .apply("Share shared images", View.asList()),
        labels
            .apply(
                "Count rows read",
                MapElements.into(
                        TypeDescriptors.kvs(TypeDescriptors.strings(), TypeDescriptors.longs()))
                    .via(split -> KV.of(split.getKey(), (long) split.getValue().size())))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of()))
            .apply("Share rows read", View.asMap()),
        examples
            .apply("Find pixel ranges", new FindPixelRanges())
            .apply("Share pixel ranges", View.asMap()),
        warnings.apply("Share warnings", View.asList()));
  }

  List<PCollectionView<?>> all() {
    return List.of(counts, shared, rowsRead, ranges, warnings);
  }
}
