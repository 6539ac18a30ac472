package io.reprise.stages.ingest;

import io.reprise.schemas.record.Example;
import io.reprise.schemas.record.Metric;
import io.reprise.stages.dataset.ImageShape;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.List;

/** Writes what is known once all rows are written: their facts, their numbers, and warnings. */
final class WriteSummary {

  private final IngestPlan plan;

  WriteSummary(IngestPlan plan) {
    this.plan = plan;
  }

  void write(IngestSummary summary, Attempt attempt) throws IOException {
    List<String> classes = plan.relabelling().names();
    ImageShape shape = plan.dataset().shape();
    for (String split : IngestPlan.SPLITS) {
      if (summary.rows(split) == 0) {
        Tables.write(attempt, split, Example.class, List.of());
      }
      new ExampleFacts(
              plan.dataset().name(),
              shape.height(),
              shape.width(),
              shape.channels(),
              classes,
              summary.rows(split))
          .write(attempt, split);
    }
    Tables.write(attempt, "metrics", Metric.class, summary.metrics(classes));
    attempt.warn(
        IngestStage.NAME,
        new IngestWarnings(plan, summary)
            .rows()
            .files()
            .missingClasses()
            .sharedImages()
            .pixels()
            .leftOut()
            .lines());
  }
}
