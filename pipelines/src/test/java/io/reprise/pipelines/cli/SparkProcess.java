package io.reprise.pipelines.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Commands in a JVM with Spark's jars, in the place of Flink's, and what Spark reaches into. */
final class SparkProcess {

  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  private final List<String> classPath;

  private SparkProcess(List<String> classPath) {
    this.classPath = classPath;
  }

  /** What Maven has put together before it comes to these tests; without Maven there is no test. */
  static SparkProcess prepare() throws IOException {
    Assumptions.assumeTrue(Files.exists(list("spark")), "the build of runners/spark");
    Set<String> flink = new HashSet<>(jars("flink"));
    List<String> classPath =
        new ArrayList<>(
            CliProcess.classPath().stream().filter(jar -> !flink.contains(jar)).toList());
    Set<Path> artifacts = new HashSet<>(classPath.stream().map(SparkProcess::artifact).toList());
    jars("spark").stream()
        .filter(jar -> !artifacts.contains(artifact(jar)))
        .forEach(classPath::add);
    return new SparkProcess(classPath);
  }

  private static Path list(String runner) {
    return HOME.resolve("runners").resolve(runner).resolve("target/class-path");
  }

  private static List<String> jars(String runner) throws IOException {
    return List.of(Files.readString(list(runner)).strip().split(":"));
  }

  /** Its folder in Maven's repository, which has a folder for each version. */
  private static Path artifact(String jar) {
    Path path = Path.of(jar).toAbsolutePath();
    int names = path.getNameCount();
    return names < 3 ? path : path.resolve("../..").normalize();
  }

  /** Runs a command to its end, with {@code --runner spark} on two threads. */
  Cli.Result run(Path outputs, String... arguments) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--runner", "spark", "--runner-option", "sparkMaster=local[2]"));
    List<String> options =
        Stream.of("java.lang", "java.lang.invoke", "java.nio", "java.util", "sun.nio.ch")
            .map(opened -> "--add-opens=java.base/" + opened + "=ALL-UNNAMED")
            .toList();
    Path said = outputs.resolve("said.txt");
    int exitCode =
        new CliProcess(Main.class, CliProcess.thisJava(), options, Map.of("LC_ALL", "C.UTF-8"))
            .on(classPath)
            .start(HOME, outputs, said, all.toArray(String[]::new))
            .waitFor();
    return new Cli.Result(exitCode, Files.readString(said));
  }
}
