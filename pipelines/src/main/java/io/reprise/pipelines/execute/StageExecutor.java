package io.reprise.pipelines.execute;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.WrittenFile;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs stages to their ends: in their class loaders, in threads of their own, failures told. */
public final class StageExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(StageExecutor.class);

  /** Less than that of whoever interrupts. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);

  private final StageRunner runner;

  public StageExecutor(StageRunner runner) {
    this.runner = runner;
  }

  /**
   * Runs a stage and waits for it.
   *
   * @return what it has written
   * @throws ReportedException when it fails, without the stage's name
   */
  public List<WrittenFile> execute(Stage stage, StageContext context) throws InterruptedException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Beam copies a stage's functions by serialisation, and the workers' threads inherit this.
    thread.setContextClassLoader(stage.getClass().getClassLoader());
    try {
      return StageThreads.call(() -> run(stage, context), STOP_TIMEOUT);
    } catch (ExecutionException | RuntimeException e) {
      LOG.info("a stage of type {} failed", stage.type().name(), e);
      throw StageFailure.reported(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private List<WrittenFile> run(Stage stage, StageContext context) throws Exception {
    RunningStage running = runner.submit(stage, context);
    try {
      return running.await();
    } catch (InterruptedException e) {
      running.cancel();
      throw e;
    }
  }
}
