package io.reprise.pipelines.cli;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {

  @ArgGroup private @Nullable Form form;

  @Option(names = "--verbose", description = "Print logs and stack traces.")
  private boolean verbose;

  @SuppressWarnings("UnusedVariable") // picocli itself looks at it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  /** For programs, or for nobody. */
  static final class Form {
    @Option(names = "--json", description = "Print facts as JSON.")
    private boolean json;

    @Option(names = "--quiet", description = "Print nothing but errors.")
    private boolean quiet;
  }

  Project project() {
    return Project.here();
  }

  /**
   * What takes warnings.
   *
   * @param lines prints one to standard error
   */
  Consumer<String> warnings(Consumer<String> lines) {
    return quiet() ? warning -> {} : warning -> lines.accept("warning: " + warning);
  }

  /** What takes lines for people that are no warnings, on standard error. */
  Consumer<String> notices() {
    return forPeople() ? System.err::println : notice -> {};
  }

  boolean json() {
    return form != null && form.json;
  }

  boolean quiet() {
    return form != null && form.quiet;
  }

  /** Neither: somebody reads along. */
  boolean forPeople() {
    return !json() && !quiet();
  }

  boolean verbose() {
    return verbose;
  }
}
