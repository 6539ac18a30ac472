package io.reprise.stages.spi;

import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * What a transform puts out that writes files and knows something besides.
 *
 * @param results what is known of the files
 * @param files that are written
 * @param <R> result
 */
public record Written<R>(PCollection<R> results, PCollection<WrittenFile> files)
    implements POutput {

  /** For functions that put out files beside their results. */
  public static final TupleTag<WrittenFile> FILES = new TupleTag<>("files");

  /** Applies a function that puts out files by {@link #FILES}. */
  public static <T, R> Written<R> by(
      ParDo.SingleOutput<T, R> function, PCollection<T> elements, Coder<R> coder) {
    TupleTag<R> results = new TupleTag<>("results");
    PCollectionTuple both =
        elements.apply(function.withOutputTags(results, TupleTagList.of(FILES)));
    return new Written<>(
        both.get(results).setCoder(coder), both.get(FILES).setCoder(WriteFiles.CODER));
  }

  /** These files and others. */
  public PCollection<WrittenFile> filesAnd(PCollection<WrittenFile> others) {
    return PCollectionList.of(files).and(others).apply("All files", Flatten.pCollections());
  }

  @Override
  public Pipeline getPipeline() {
    return files.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    return Map.of(new TupleTag<R>("results"), results, FILES, files);
  }

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {
    // its collections do so themselves
  }
}
