package io.reprise.stages.ingest;

import io.reprise.stages.file.Progress;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.MapReduce;
import io.reprise.stages.spi.StageContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads, chooses and writes the rows of all parts, and sums them up. */
final class IngestWork implements MapReduce<ChosenPart, IngestSummary> {

  private static final long serialVersionUID = 1L;

  private final StageContext context;
  private final IngestPlan plan;
  private final Progress progress;

  private final RangeSize size;

  IngestWork(StageContext context) {
    this(context, RangeSize.DEFAULT);
  }

  /**
   * @param size of the ranges of rows, which changes no result
   */
  IngestWork(StageContext context, RangeSize size) {
    this.size = size;
    this.context = context;
    this.plan = IngestPlan.of(context);
    this.progress = new Progress(context.progress(), "images");
  }

  @Override
  public List<ChosenPart> parts() throws IOException {
    long rowsPerShard = context.settings().longInteger("rowsPerShard");
    List<SplitSource> sources = plan.sources(context);
    RowChoice choice = new ChooseRows(plan, sources).choice();
    SplitRanges ranges = new SplitRanges(rowsPerShard, size);
    List<ChosenPart> parts = new ArrayList<>();
    for (SplitSource source : sources) {
      ranges.parts(source).forEach(part -> parts.add(new ChosenPart(part, choice)));
    }
    return parts;
  }

  @Override
  public IngestSummary map(ChosenPart chosen, Attempt attempt) throws IOException {
    IngestPart part = chosen.part();
    try (PartWriter writer = new PartWriter(part, chosen.choice(), attempt, progress)) {
      if (part.source().isOrdered()) {
        part.read(writer);
      } else {
        readInOrder(part, writer);
      }
      return writer.summary();
    }
  }

  @Override
  public IngestSummary nothing() {
    return new IngestSummary(plan.relabelling().names().size());
  }

  @Override
  public IngestSummary add(IngestSummary sum, IngestSummary more) {
    sum.add(more);
    return sum;
  }

  @Override
  public void finish(IngestSummary all, Attempt attempt) throws IOException {
    new WriteSummary(plan).write(all, attempt);
  }

  private static void readInOrder(IngestPart part, PartWriter writer) throws IOException {
    try (RowSpool spool = new RowSpool(part.source().shape().values())) {
      part.read(
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
