package io.reprise.stages.ingest;

import io.reprise.stages.file.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/** Emits every row of a split and, when it has ended, how many there are. */
final class ReadSplitFn extends DoFn<SplitSource, SourceImage> {

  static final TupleTag<SourceImage> IMAGES = new TupleTag<>("images") {};
  static final TupleTag<KV<String, Long>> ROWS = new TupleTag<>("rows") {};

  private static final long serialVersionUID = 1L;

  /** Rows between two looks at the clock. */
  private static final int STRIDE = 1000;

  private final String progressUri;

  ReadSplitFn(String progressUri) {
    this.progressUri = progressUri;
  }

  @ProcessElement
  public void process(@Element SplitSource source, MultiOutputReceiver output) throws IOException {
    Progress progress = new Progress(progressUri, "images");
    OutputReceiver<SourceImage> images = output.get(IMAGES);
    long[] rows = new long[1];
    source.read(
        (id, label, origin, bytes) -> {
          images.output(new SourceImage(source.name(), id, label, origin, ByteBuffer.wrap(bytes)));
          rows[0]++;
          if (rows[0] % STRIDE == 0) {
            progress.report(rows[0], Math.max(rows[0], source.promisedRows()), source.name());
          }
        });
    output.get(ROWS).output(KV.of(source.name(), rows[0]));
  }
}
