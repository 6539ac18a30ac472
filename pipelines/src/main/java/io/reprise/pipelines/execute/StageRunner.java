package io.reprise.pipelines.execute;

import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;

/** Where stages run: in this process, or on the workers of a cluster. */
public interface StageRunner {

  /** Starts a stage. Its files and folders are for all workers to reach. */
  RunningStage submit(Stage stage, StageContext context) throws Exception;
}
