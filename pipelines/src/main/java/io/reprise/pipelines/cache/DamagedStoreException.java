package io.reprise.pipelines.cache;

import io.reprise.schemas.problem.ReportedException;

/** Something that was written is not as it was, and without it nobody knows what to do. */
public final class DamagedStoreException extends ReportedException {

  private static final long serialVersionUID = 1L;

  /**
   * @param problem names the file, and says what to do
   */
  public DamagedStoreException(String problem) {
    super(problem);
  }
}
