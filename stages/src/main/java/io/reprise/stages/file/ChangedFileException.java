package io.reprise.stages.file;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.StoredFile;

/** A file had other bytes when a stage read it than when the stage's key was computed. */
public final class ChangedFileException extends ReportedException {

  private static final long serialVersionUID = 1L;

  public ChangedFileException(StoredFile file) {
    super(
        file.uri()
            + " was changed while the stage read it; run it again when nobody writes to the file");
  }
}
