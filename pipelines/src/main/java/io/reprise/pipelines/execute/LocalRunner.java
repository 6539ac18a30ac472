package io.reprise.pipelines.execute;

import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.OneWorkerStage;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.Work;
import io.reprise.stages.spi.WrittenFile;
import java.util.List;
import java.util.UUID;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Runs stages in this process: on Beam's direct runner, or without a runner those that are the work
 * of one worker.
 */
public final class LocalRunner implements StageRunner {

  private final int workers;
  private final StageRunner direct = new BeamRunner(this::directOptions);

  /**
   * @param workers threads for each stage; they change nothing in its result
   */
  public LocalRunner(int workers) {
    this.workers = workers;
  }

  @Override
  public RunningStage submit(Stage stage, StageContext context) throws Exception {
    return stage instanceof OneWorkerStage whole
        ? new WholeWork(whole.work(context), new Attempt(context))
        : direct.submit(stage, context);
  }

  /** The work is done by whoever waits for it; to cancel it is to interrupt him. */
  private record WholeWork(Work work, Attempt attempt) implements RunningStage {

    @Override
    public List<WrittenFile> await() throws Exception {
      work.run(attempt);
      return attempt.files();
    }

    @Override
    public void cancel() {}
  }

  private PipelineOptions directOptions(Stage stage) {
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setJobName("reprise-" + UUID.randomUUID());
    options.setRunner(DirectRunner.class);
    options.setTargetParallelism(stage.usesThreadsOfItsOwn() ? 1 : workers);
    options.setBlockOnRun(false);
    // Checks for authors of transforms, which would encode every record twice.
    options.setEnforceEncodability(false);
    options.setEnforceImmutability(false);
    return options;
  }
}
