package io.reprise.stages.spi;

import java.io.Serializable;

/** What a worker has to fulfil before it works on a stage. It is sent to workers. */
@FunctionalInterface
public interface WorkerCheck extends Serializable {

  /** Of workers that are threads of the engine's process. */
  WorkerCheck NONE = () -> {};

  /**
   * Looks at this process; called often.
   *
   * @throws io.reprise.schemas.problem.ReportedException when it does not, and why
   */
  void require();
}
