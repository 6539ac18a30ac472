package io.reprise.pipelines.execute;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.file.ChangedFileException;
import java.util.Locale;
import java.util.Optional;

/** What to say of a stage's failure, however deep in others it is. */
final class StageFailure {

  private StageFailure() {}

  /** The failure as its cause tells it; an unexpected one keeps its type, for a bug report. */
  static ReportedException reported(Throwable failure) {
    Throwable last = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      // What a stage says of a file's bytes is of no use where they are not the file's.
      for (Throwable atClosing : cause.getSuppressed()) {
        if (atClosing instanceof ChangedFileException changed) {
          return changed;
        }
      }
      if (cause instanceof ReportedException reported) {
        return reported;
      }
      last = cause;
    }
    Optional<Error> error = ErrorMessage.behind(failure);
    if (error.isPresent()) {
      return new ReportedException(ErrorMessage.of(error.get()), failure);
    }
    String message = last.getMessage() == null ? "" : ": " + firstLine(last.getMessage());
    return new ReportedException(
        last.getClass().getSimpleName() + message + " (--verbose shows where)", failure);
  }

  private static String firstLine(String message) {
    return message.strip().lines().findFirst().orElse(message.toLowerCase(Locale.ROOT));
  }
}
