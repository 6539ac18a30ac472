package io.reprise.pipelines.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Runs commands as a user would, in this JVM, with the project's own pipelines and data. */
final class Cli {

  static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  private Cli() {}

  /**
   * @param out standard output and error, in that order
   */
  record Result(int exitCode, String out) {}

  static Result run(Path outputs, String... arguments) {
    return runIn(HOME, outputs, arguments);
  }

  /** In a project elsewhere, with pipelines and data of its own. */
  static Result runIn(Path home, Path outputs, String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    System.setProperty("reprise.home", home.toString());
    System.setProperty("reprise.outputs", outputs.toString());
    System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    try {
      int exitCode = Main.run(arguments);
      return new Result(
          exitCode,
          outBytes.toString(StandardCharsets.UTF_8) + errBytes.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
