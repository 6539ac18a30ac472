package io.reprise.pipelines.execute;

import java.util.Optional;

/** What to say of an {@link Error}, which mostly comes of a user's jar or of the machine. */
public final class ErrorMessage {

  private ErrorMessage() {}

  /** One line: what is wrong, and what to do where that is known. */
  public static String of(Error error) {
    String said = String.valueOf(error.getMessage()).strip();
    if (error instanceof NoClassDefFoundError && !said.contains(" ")) {
      return "needs the class "
          + said.replace('/', '.')
          + ", which no jar of the pipeline has; add the jar that has it to jars";
    }
    if (error instanceof OutOfMemoryError) {
      return "ran out of memory; give Java more by REPRISE_JAVA_OPTIONS=-Xmx...";
    }
    String first = said.lines().findFirst().orElse("");
    return error.getClass().getSimpleName()
        + (error.getMessage() == null ? "" : ": " + first)
        + " (--verbose shows where)";
  }

  /** Whether memory ran out, whatever else has failed of it. */
  public static boolean isOutOfMemory(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return true;
      }
    }
    return false;
  }

  /** The outermost error behind a failure. */
  static Optional<Error> behind(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Error error) {
        return Optional.of(error);
      }
    }
    return Optional.empty();
  }
}
