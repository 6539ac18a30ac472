package io.reprise.stages.ingest;

import io.reprise.schemas.record.Example;
import io.reprise.stages.dataset.ImageShape;
import io.reprise.stages.file.Progress;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.table.ShardWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Writes the rows of one part as examples, in the order of their ids, and sums them up. */
final class PartWriter implements SplitSource.Sink, AutoCloseable {

  private final IngestPart part;
  private final RowChoice choice;
  private final Attempt attempt;
  private final Progress progress;
  private final IngestSummary summary;
  private final Map<String, ShardWriter<Example>> writers = new HashMap<>();
  private long missing;

  PartWriter(IngestPart part, RowChoice choice, Attempt attempt, Progress progress) {
    this.part = part;
    this.choice = choice;
    this.attempt = attempt;
    this.progress = progress;
    this.summary = new IngestSummary(choice.plan().relabelling().names().size());
  }

  @Override
  public boolean wants(long id, int label) throws IOException {
    if (!part.has(id)) {
      return false;
    }
    summary.addRead(part.source().name());
    progress.one(choice.plan().promisedRows());
    boolean wanted = choice.split(part.source().name(), id, choice.label(label)) != null;
    missing += wanted ? 1 : 0;
    return wanted;
  }

  @Override
  public void row(long id, int oldLabel, byte[] pixels) throws IOException {
    String from = part.source().name();
    int label = choice.label(oldLabel);
    String split = Objects.requireNonNull(choice.split(from, id, label)); // since it was wanted
    ImageShape shape = part.source().shape();
    Example example =
        new Example(
            id,
            split,
            label,
            shape.height(),
            shape.width(),
            shape.channels(),
            ByteBuffer.wrap(pixels),
            id,
            null);
    writers.computeIfAbsent(split, this::writer).write(example);
    missing--;
    summary.addWritten(from, example);
  }

  private ShardWriter<Example> writer(String split) {
    long rowsPerShard = part.rowsPerShard();
    return new ShardWriter<>(
        Example.class, attempt, split, Example::getId, (id, before) -> id / rowsPerShard);
  }

  @Override
  public void warning(String line) {
    summary.addWarning(line);
  }

  /** Of all rows, which must have come. */
  IngestSummary summary() {
    if (missing != 0) {
      throw new IllegalStateException(missing + " rows were wanted and have not come");
    }
    return summary;
  }

  @Override
  public void close() throws IOException {
    for (ShardWriter<Example> writer : writers.values()) {
      writer.close();
    }
  }
}
