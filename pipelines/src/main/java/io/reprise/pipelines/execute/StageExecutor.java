package io.reprise.pipelines.execute;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.WrittenFile;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs stages to their ends: in their class loaders, failures told. */
public final class StageExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(StageExecutor.class);

  private final StageRunner runner;

  public StageExecutor(StageRunner runner) {
    this.runner = runner;
  }

  /** Whether stages take their memory from this process. */
  public boolean isLocal() {
    return runner.isLocal();
  }

  /** Of a stage, or of what of a user's jars it works with. It finds both. */
  static ClassLoader loader(Stage stage) {
    return (stage.extensions().isEmpty() ? stage : stage.extensions().get(0))
        .getClass()
        .getClassLoader();
  }

  /**
   * Ends what an engine that was killed has left at work on a stage.
   *
   * @throws ReportedException when that does not succeed
   */
  public void reclaim(Stage stage, String checkpoints) throws InterruptedException {
    try {
      runner.reclaim(stage, checkpoints);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw StageFailure.reported(e);
    }
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
    thread.setContextClassLoader(loader(stage));
    try {
      return runner.run(stage, context);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception | Error e) { // an error mostly comes of a user's jar
      LOG.info("a stage of type {} failed", stage.type().name(), e);
      throw StageFailure.reported(e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
