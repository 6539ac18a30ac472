package io.reprise.pipelines.execute;

import io.reprise.stages.spi.WrittenFile;
import java.util.List;

/** A stage that has been submitted. */
public interface RunningStage {

  /**
   * Waits for its end; the work may also begin only now.
   *
   * @return what its workers say they have written
   */
  List<WrittenFile> await() throws Exception;

  /** Gives it up, without waiting. */
  void cancel();
}
