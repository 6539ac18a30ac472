package io.reprise.pipelines.cli;

import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {

  @Option(
      names = "--store",
      paramLabel = "URI",
      defaultValue = "",
      description =
          "A store that others share: a folder, or any URI that Beam's file systems know. The one in"
              + " outputs/store stays in front of it.")
  private String store;

  @Option(names = "--json", description = "Print facts as JSON.")
  private boolean json;

  @Option(names = "--quiet", description = "Print nothing but errors.")
  private boolean quiet;

  @Option(names = "--verbose", description = "Print logs and stack traces.")
  private boolean verbose;

  @SuppressWarnings("UnusedVariable") // picocli itself looks at it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  Project project() {
    return Project.here(store);
  }

  /**
   * What takes warnings.
   *
   * @param lines prints one to standard error
   */
  Consumer<String> warnings(Consumer<String> lines) {
    return quiet ? warning -> {} : warning -> lines.accept("warning: " + warning);
  }

  boolean json() {
    return json;
  }

  boolean quiet() {
    return quiet;
  }

  boolean verbose() {
    return verbose;
  }
}
