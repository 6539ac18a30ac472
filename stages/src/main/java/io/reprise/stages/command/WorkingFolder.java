package io.reprise.stages.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where a program works, on this machine's disk. Beside its working folder, out of its way, are its
 * home, its temporary files and its log; closing removes all of it.
 */
final class WorkingFolder implements AutoCloseable {

  static final String IN = "in";
  static final String OUT = "out";
  static final String PARAMETERS = "parameters.json";

  private final Path root;
  private final Guard guard;

  private WorkingFolder(Path root, Guard guard) {
    this.root = root;
    this.guard = guard;
  }

  static WorkingFolder create() throws IOException {
    Path root = Files.createTempDirectory("reprise-command-").toRealPath();
    Guard guard;
    try {
      guard = Guard.over(root);
    } catch (IOException e) {
      Files.delete(root);
      throw e;
    }
    WorkingFolder folder = new WorkingFolder(root, guard);
    try {
      for (Path each : List.of(folder.path(), folder.home(), folder.temporary())) {
        Files.createDirectory(each);
      }
      return folder;
    } catch (IOException e) {
      guard.close(); // which removes what is there
      throw e;
    }
  }

  /** The program's current folder. */
  Path path() {
    return root.resolve("work");
  }

  Path in() {
    return path().resolve(IN);
  }

  Path out() {
    return path().resolve(OUT);
  }

  Path home() {
    return root.resolve("home");
  }

  Path temporary() {
    return root.resolve("tmp");
  }

  Path log() {
    return root.resolve("log");
  }

  /** Ends all that was started with this folder's environment and still runs. */
  void endProcesses() throws IOException {
    guard.endProcesses();
  }

  @Override
  public void close() throws IOException {
    guard.close();
    if (Files.exists(root)) {
      throw new IOException(root + " cannot be removed; remove it by hand");
    }
  }
}
