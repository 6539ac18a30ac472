package io.reprise.pipelines.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Commands in a JVM of their own, started in another environment. */
final class CliProcess {

  /** The command line without what its {@code main} does about the environment. */
  static final class Bare {

    private Bare() {}

    public static void main(String[] arguments) {
      System.exit(Main.run(arguments));
    }
  }

  private final Class<?> main;
  private final Path java;
  private final List<String> options;
  private final Map<String, String> environment;

  /**
   * @param environment all that there is of it
   */
  CliProcess(Class<?> main, Path java, List<String> options, Map<String, String> environment) {
    this.main = main;
    this.java = java;
    this.options = options;
    this.environment = environment;
  }

  static Path thisJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** Starts a command; what it says goes to the file {@code said}. */
  Process start(Path home, Path outputs, Path said, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.add("-Dreprise.home=" + home);
    command.add("-Dreprise.outputs=" + outputs);
    command.add("-cp");
    command.add(System.getProperty("java.class.path").replace("\n", File.pathSeparator));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** Runs a command to its end. */
  Cli.Result run(Path home, Path outputs, String... arguments)
      throws IOException, InterruptedException {
    Path said = Files.createTempFile(home, "said", ".txt");
    int exitCode = start(home, outputs, said, arguments).waitFor();
    return new Cli.Result(exitCode, Files.readString(said, StandardCharsets.UTF_8));
  }
}
