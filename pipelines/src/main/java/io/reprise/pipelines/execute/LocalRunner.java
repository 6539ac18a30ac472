package io.reprise.pipelines.execute;

import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.MapReduceStage;
import io.reprise.stages.spi.OneWorkerStage;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.WrittenFile;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Runs stages in this process: on Beam's direct runner, or without a runner those whose form is
 * known, the work of one worker and that of parts.
 */
public final class LocalRunner implements StageRunner {

  /** Less than that of whoever interrupts. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);

  private final int workers;
  private final StageRunner direct = new BeamRunner(this::directOptions);

  /**
   * @param workers threads for each stage; they change nothing in its result
   */
  public LocalRunner(int workers) {
    this.workers = workers;
  }

  /** With as many threads for each stage as there are processors. */
  public static LocalRunner onAllProcessors() {
    return new LocalRunner(Runtime.getRuntime().availableProcessors());
  }

  @Override
  public RunningStage submit(Stage stage, StageContext context) {
    return new LocalStage(() -> work(stage, context));
  }

  private List<WrittenFile> work(Stage stage, StageContext context) throws Exception {
    if (stage instanceof OneWorkerStage whole) {
      Attempt attempt = new Attempt(context);
      whole.work(context).run(attempt);
      return attempt.files();
    }
    if (stage instanceof MapReduceStage<?, ?> parted) {
      return new LocalMapReduce(threads(stage), context).run(parted.work(context));
    }
    return direct.run(stage, context);
  }

  /** The work is done while somebody waits for it; to cancel it is to interrupt him. */
  private record LocalStage(Callable<List<WrittenFile>> work) implements RunningStage {

    @Override
    public List<WrittenFile> await() throws Exception {
      return StageThreads.call(work, STOP_TIMEOUT);
    }

    @Override
    public void cancel() {}
  }

  private PipelineOptions directOptions(Stage stage) {
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setJobName("reprise-" + UUID.randomUUID());
    options.setRunner(DirectRunner.class);
    options.setTargetParallelism(threads(stage));
    options.setBlockOnRun(false);
    // Checks for authors of transforms, which would encode every record twice.
    options.setEnforceEncodability(false);
    options.setEnforceImmutability(false);
    return options;
  }

  private int threads(Stage stage) {
    return stage.usesThreadsOfItsOwn() ? 1 : workers;
  }
}
