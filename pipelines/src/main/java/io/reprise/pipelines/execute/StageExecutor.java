package io.reprise.pipelines.execute;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.OneWorkerStage;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.Work;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs stages: on Beam's direct runner, or without a runner those that are the work of one worker.
 */
public final class StageExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(StageExecutor.class);

  /** Less than that of whoever interrupts. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);

  private final int workers;

  /**
   * @param workers threads for each stage; they change nothing in its result
   */
  public StageExecutor(int workers) {
    this.workers = workers;
  }

  /**
   * Runs a stage and waits for it.
   *
   * @throws ReportedException when it fails, without the stage's name
   */
  public void execute(Stage stage, StageContext context) throws InterruptedException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Beam copies a stage's functions by serialisation, and the workers' threads inherit this.
    thread.setContextClassLoader(stage.getClass().getClassLoader());
    try {
      StageThreads.run(work(stage, context), STOP_TIMEOUT);
    } catch (ExecutionException | RuntimeException e) {
      LOG.info("a stage of type {} failed", stage.type().name(), e);
      throw StageFailure.reported(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private Work work(Stage stage, StageContext context) {
    if (stage instanceof OneWorkerStage whole) {
      return whole.work(context);
    }
    int threads = stage.usesThreadsOfItsOwn() ? 1 : workers;
    return () -> DirectRun.run(stage, context, threads);
  }
}
