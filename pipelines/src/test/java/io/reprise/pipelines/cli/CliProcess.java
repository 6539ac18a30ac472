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
  private final List<String> classPath;

  /**
   * @param environment all that there is of it
   */
  CliProcess(Class<?> main, Path java, List<String> options, Map<String, String> environment) {
    this(main, java, options, environment, classPath());
  }

  private CliProcess(
      Class<?> main,
      Path java,
      List<String> options,
      Map<String, String> environment,
      List<String> classPath) {
    this.main = main;
    this.java = java;
    this.options = options;
    this.environment = environment;
    this.classPath = classPath;
  }

  static Path thisJava() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** The same with another class path. */
  CliProcess on(List<String> classPath) {
    return new CliProcess(main, java, options, environment, classPath);
  }

  /** The class path of this process. */
  static List<String> classPath() {
    return List.of(System.getProperty("java.class.path").split("[:\n]"));
  }

  /** Starts a command; what it says goes to the file {@code said}. */
  Process start(Path home, Path outputs, Path said, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(java.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(options);
    command.add("-Dreprise.home=" + home);
    command.add("-Dreprise.outputs=" + outputs);
    command.add("-cp");
    command.add(String.join(File.pathSeparator, classPath));
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
