package io.reprise.pipelines.run;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;

/** A failure of the file system in a person's words. */
public final class FileProblem {

  private FileProblem() {}

  /** One line: which file, what is wrong, and what to do; empty where a failure is no such one. */
  public static Optional<String> message(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FileSystemException problem && problem.getFile() != null) {
        return Optional.of(problem.getFile() + ": " + what(problem));
      }
    }
    return Optional.empty();
  }

  private static String what(FileSystemException problem) {
    if (problem instanceof NoSuchFileException) {
      return "there is no such file or folder, and none can be made there";
    }
    if (problem instanceof AccessDeniedException) {
      return "permission denied; check whose it is, or name another folder by REPRISE_OUTPUTS";
    }
    if (problem instanceof FileAlreadyExistsException || problem instanceof NotDirectoryException) {
      return "is a file where a folder should be; move it, or name another by REPRISE_OUTPUTS";
    }
    if (problem instanceof DirectoryNotEmptyException) {
      return "is a folder that is not empty; somebody else is writing to it";
    }
    String reason = problem.getReason() == null ? "cannot be used" : problem.getReason();
    return reason.equals("Read-only file system")
        ? "the file system is read-only; name another folder by REPRISE_OUTPUTS"
        : reason;
  }
}
