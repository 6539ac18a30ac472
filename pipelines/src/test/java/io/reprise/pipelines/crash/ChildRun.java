package io.reprise.pipelines.crash;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.manifest.RunManifest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A run in a process of its own, which can be killed. */
final class ChildRun {

  private ChildRun() {}

  /**
   * @param arguments the folder; then, to be killed, the kind and area of the step to be killed at
   *     first, and "before" it or "amidst" it, or "stop" to be stopped only; or, instead, the URI
   *     of a shared store
   */
  public static void main(String[] arguments) throws Exception {
    Disk disk =
        arguments.length < 3
            ? new Disk()
            : new KillingDisk(Path.of(arguments[0]), arguments[1], arguments[2]);
    TinyProject project = TinyProject.in(Path.of(arguments[0]), disk);
    RunManifest run = (arguments.length == 2 ? project.sharing(arguments[1]) : project).run();
    if (run.status() != RunManifest.Status.DONE) {
      throw new IllegalStateException(run.toString());
    }
  }

  /** Starts it; output goes to the test's own. */
  static Process start(Path folder, String... arguments) throws IOException {
    return start(List.of(), folder, arguments);
  }

  /**
   * @param options of Java's
   */
  static Process start(List<String> options, Path folder, String... arguments) throws IOException {
    return builder(options, folder, arguments).inheritIO().start();
  }

  /**
   * One that is expected to fail.
   *
   * @param output a file for what it says
   */
  static Process start(List<String> options, Path output, Path folder, String... arguments)
      throws IOException {
    return builder(options, folder, arguments)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  private static ProcessBuilder builder(List<String> options, Path folder, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path").replace("\n", File.pathSeparator),
            ChildRun.class.getName(),
            folder.toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
