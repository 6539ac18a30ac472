package io.reprise.pipelines.execute;

import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.WrittenFile;
import java.util.List;

/** Where stages run: in this process, or on the workers of a cluster. */
public interface StageRunner {

  /** Starts a stage. Its files and folders are for all workers to reach. */
  RunningStage submit(Stage stage, StageContext context) throws Exception;

  /**
   * Ends what an engine that was killed has left at work on a stage, and waits until it has ended:
   * before anything of it is removed, by whoever has the key's lock.
   *
   * @param checkpoints of the stage, {@link StageContext#checkpoints()}
   */
  default void reclaim(Stage stage, String checkpoints) throws Exception {}

  /** Whether stages take their memory from this process. */
  default boolean isLocal() {
    return true;
  }

  /**
   * Runs a stage to its end; gives it up when the thread is interrupted.
   *
   * @return what its workers say they have written
   */
  default List<WrittenFile> run(Stage stage, StageContext context) throws Exception {
    RunningStage running = submit(stage, context);
    try {
      return running.await();
    } catch (InterruptedException e) {
      running.cancel();
      throw e;
    }
  }
}
