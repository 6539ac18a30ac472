package io.reprise.stages.ingest;

import io.reprise.stages.file.Progress;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.Written;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;

/** Reads, chooses and writes the rows of one part. */
final class WritePartFn extends DoFn<ChosenPart, IngestSummary> {

  private static final long serialVersionUID = 1L;

  private final StageContext context;
  private final Progress progress;

  WritePartFn(StageContext context) {
    this.context = context;
    this.progress = new Progress(context.progress(), "images");
  }

  @ProcessElement
  public void process(ProcessContext process) throws IOException {
    Attempt attempt = new Attempt(context);
    IngestSummary summary = write(process.element().part(), process.element().choice(), attempt);
    attempt.files().forEach(file -> process.output(Written.FILES, file));
    process.output(summary);
  }

  private IngestSummary write(IngestPart part, RowChoice rows, Attempt attempt) throws IOException {
    try (PartWriter writer = new PartWriter(part, rows, attempt, progress)) {
      if (part.source().isOrdered()) {
        part.source().read(writer);
      } else {
        readInOrder(part, writer);
      }
      return writer.summary();
    }
  }

  private static void readInOrder(IngestPart part, PartWriter writer) throws IOException {
    try (RowSpool spool = new RowSpool(part.source().shape().values())) {
      part.source()
          .read(
              new SplitSource.Sink() {
                @Override
                public boolean wants(long id, int label) throws IOException {
                  return writer.wants(id, label);
                }

                @Override
                public void row(long id, int label, byte[] pixels) throws IOException {
                  spool.put(part.place(id), label, pixels);
                }

                @Override
                public void warning(String line) {
                  writer.warning(line);
                }
              });
      spool.forEach((place, label, pixels) -> writer.row(part.id(place), label, pixels));
    }
  }
}
