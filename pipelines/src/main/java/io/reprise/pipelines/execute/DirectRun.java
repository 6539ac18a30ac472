package io.reprise.pipelines.execute;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import java.io.IOException;
import java.util.UUID;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a stage's pipeline on Beam's direct runner. */
final class DirectRun {

  private static final Logger LOG = LoggerFactory.getLogger(DirectRun.class);

  private DirectRun() {}

  /** Runs the pipeline and waits for its end. */
  static void run(Stage stage, StageContext context, int threads) throws InterruptedException {
    Pipeline beam = Pipeline.create(options(threads));
    stage.expand(beam, context);
    PipelineResult result = null;
    try {
      result = beam.run();
      PipelineResult.State state = result.waitUntilFinish();
      if (state != PipelineResult.State.DONE) {
        throw new ReportedException("Beam ended the stage as " + state);
      }
    } catch (RuntimeException e) {
      if (Thread.interrupted()) {
        cancel(result);
        throw new InterruptedException();
      }
      throw e;
    }
  }

  private static PipelineOptions options(int threads) {
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setJobName("reprise-" + UUID.randomUUID());
    options.setRunner(DirectRunner.class);
    options.setTargetParallelism(threads);
    options.setBlockOnRun(false);
    // Checks for authors of transforms, which would encode every record twice.
    options.setEnforceEncodability(false);
    options.setEnforceImmutability(false);
    return options;
  }

  private static void cancel(@Nullable PipelineResult result) {
    try {
      if (result != null) {
        result.cancel();
      }
    } catch (IOException e) {
      LOG.warn("could not cancel a Beam pipeline", e);
    }
  }
}
