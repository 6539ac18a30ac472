package io.reprise.pipelines.run;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The failure that every write may meet. */
public final class FullDisk {

  private static final String ROOM = "make room, for example by ./reprise gc, and run again";

  /** Where a command's inputs are copied to, which may be another disk than the store's. */
  private static final String ROOM_FOR_TEMPORARY =
      "make room there, or name a folder on another disk by"
          + " REPRISE_JAVA_OPTIONS=-Djava.io.tmpdir=DIR (Java does not ask TMPDIR), and run again";

  private FullDisk() {}

  /** Whether it is what lies behind a failure. */
  public static boolean isCauseOf(Throwable failure) {
    return cause(failure).isPresent();
  }

  /**
   * One line: where, if the failure knows, and what to do.
   *
   * @param failure that it {@linkplain #isCauseOf is the cause of}
   */
  public static String message(Throwable failure) {
    String file = cause(failure).map(FullDisk::file).orElse("");
    boolean temporary = !file.isEmpty() && isTemporary(Path.of(file));
    return "the disk is full"
        + (file.isEmpty() ? "" : ": " + file + " cannot be written")
        + ": what is finished is kept; "
        + (temporary ? ROOM_FOR_TEMPORARY : ROOM);
  }

  private static Optional<Throwable> cause(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (message.contains("No space left on device") || message.contains("Disk quota exceeded")) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }

  /** Of two files, as of a copy, the other is the one that is written. */
  private static @Nullable String file(Throwable cause) {
    if (!(cause instanceof FileSystemException failure)) {
      return null;
    }
    return failure.getOtherFile() == null ? failure.getFile() : failure.getOtherFile();
  }

  private static boolean isTemporary(Path file) {
    Path folder = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().normalize();
    return file.toAbsolutePath().normalize().startsWith(folder);
  }
}
