package io.reprise.stages.ingest;

import io.reprise.stages.file.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** Emits every row of a split, what is suspicious about it, and at its end all labels by id. */
final class ReadSplitFn extends DoFn<SplitSource, SourceImage> {

  static final TupleTag<SourceImage> IMAGES = new TupleTag<>("images") {};
  static final TupleTag<KV<String, List<Integer>>> LABELS = new TupleTag<>("labels") {};
  static final TupleTag<String> WARNINGS = new TupleTag<>("warnings") {};

  private static final long serialVersionUID = 1L;

  /** Rows between two looks at the clock. */
  private static final int STRIDE = 1000;

  private final String progressUri;

  ReadSplitFn(String progressUri) {
    this.progressUri = progressUri;
  }

  @ProcessElement
  public void process(@Element SplitSource source, MultiOutputReceiver output) throws IOException {
    Labels labels = new Labels();
    source.read(
        new Outputs(
            source,
            output.get(IMAGES),
            output.get(WARNINGS),
            labels,
            new Progress(progressUri, "images")));
    output.get(LABELS).output(KV.of(source.name(), labels.byId()));
  }

  private record Outputs(
      SplitSource source,
      OutputReceiver<SourceImage> images,
      OutputReceiver<String> warnings,
      Labels labels,
      Progress progress)
      implements SplitSource.Sink {

    @Override
    public void row(long id, int label, String origin, byte[] bytes) throws IOException {
      images.output(new SourceImage(source.name(), id, label, origin, ByteBuffer.wrap(bytes)));
      labels.put(Math.toIntExact(id), label);
      if (labels.rows % STRIDE == 0) {
        boolean known = source.promisedRows() >= labels.rows;
        progress.report(
            labels.rows,
            known ? source.promisedRows() : Progress.UNKNOWN,
            known
                ? source.name()
                : String.format(Locale.ROOT, "%s, %,d images", source.name(), labels.rows));
      }
    }

    @Override
    public void warning(String line) {
      warnings.output(line);
    }
  }

  /** Rows may arrive in any order, but have the ids from 0. */
  private static final class Labels {

    private int[] labels = new int[1024];
    private int rows;

    void put(int id, int label) {
      if (id >= labels.length) {
        labels = Arrays.copyOf(labels, Math.max(id + 1, 2 * labels.length));
      }
      labels[id] = label;
      rows++;
    }

    List<Integer> byId() {
      return IntStream.range(0, rows).mapToObj(id -> labels[id]).toList();
    }
  }
}
