package io.reprise.pipelines.run;

/** The failure that every write may meet. */
public final class FullDisk {

  public static final String MESSAGE =
      "the disk is full: what is finished is kept; make room, for example by ./reprise gc, and run"
          + " again";

  private FullDisk() {}

  /** Whether it is what lies behind a failure. */
  public static boolean isCauseOf(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) {
        return true;
      }
    }
    return false;
  }
}
