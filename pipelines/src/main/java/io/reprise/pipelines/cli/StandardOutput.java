package io.reprise.pipelines.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;

/** Tells whether what a command printed has arrived, which a print stream keeps to itself. */
final class StandardOutput {

  private StandardOutput() {}

  /**
   * False, with an error that is said, unless all is written or nobody reads on, as {@code head}.
   */
  static boolean isWritten(PrintStream out) {
    if (!out.checkError()) {
      return true;
    }
    String problem = problem();
    if (problem.contains("Broken pipe")) {
      return true;
    }
    System.err.println("error: standard output cannot be written: " + problem);
    return false;
  }

  private static String problem() {
    // Not closed: it is the process's own.
    FileOutputStream direct = new FileOutputStream(FileDescriptor.out);
    try {
      direct.write('\n');
      return "something is missing";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
