package io.reprise.pipelines.execute;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.WrittenFile;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs stages as Beam pipelines, on the runner that the options name. */
public final class BeamRunner implements StageRunner {

  private static final Logger LOG = LoggerFactory.getLogger(BeamRunner.class);

  private final Function<Stage, PipelineOptions> options;

  /**
   * @param options new ones for each stage; of a runner whose {@code run()} waits for the
   *     pipeline's end, {@link #submit} does so too
   */
  public BeamRunner(Function<Stage, PipelineOptions> options) {
    this.options = options;
  }

  @Override
  public RunningStage submit(Stage stage, StageContext context) throws InterruptedException {
    Pipeline beam = Pipeline.create(options.apply(stage));
    GatherFiles gathered = new GatherFiles(context.listing());
    stage.expand(beam, context).apply("List files", gathered);
    try {
      return new BeamJob(beam.run(), gathered);
    } catch (RuntimeException e) {
      throw interruptionOr(e);
    }
  }

  /** Runners wrap an interruption in an exception of their own, and not all keep the flag. */
  private static RuntimeException interruptionOr(RuntimeException failure)
      throws InterruptedException {
    if (Thread.interrupted() || failure.getCause() instanceof InterruptedException) {
      throw new InterruptedException();
    }
    return failure;
  }

  private record BeamJob(PipelineResult result, GatherFiles gathered) implements RunningStage {

    @Override
    public List<WrittenFile> await() throws IOException, InterruptedException {
      try {
        PipelineResult.State state = result.waitUntilFinish();
        if (state != PipelineResult.State.DONE) {
          throw new ReportedException("Beam ended the stage as " + state);
        }
      } catch (RuntimeException e) {
        throw interruptionOr(e);
      }
      return gathered.read();
    }

    @Override
    public void cancel() {
      try {
        result.cancel();
      } catch (IOException | RuntimeException e) { // one that has ended cannot be
        LOG.info("could not cancel a Beam pipeline", e);
      }
    }
  }
}
