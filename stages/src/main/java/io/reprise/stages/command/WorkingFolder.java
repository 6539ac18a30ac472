package io.reprise.stages.command;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Where a program works, on this machine's disk. Beside its working folder, out of its way, are its
 * home, its temporary files and its log; closing removes all of it.
 *
 * <p>Its path reaches outputs, by debuggers' facts for example, so the same work has the same path
 * each time; whoever comes second waits.
 */
final class WorkingFolder implements AutoCloseable {

  static final String IN = "in";
  static final String OUT = "out";
  static final String PARAMETERS = "parameters.json";

  private static final int NAME_LENGTH = 16;
  private static final long POLL_MILLIS = 50;

  private final Path root;
  private final FolderLock lock;
  private final Guard guard;

  private WorkingFolder(Path root, FolderLock lock, Guard guard) {
    this.root = root;
    this.lock = lock;
    this.guard = guard;
  }

  /**
   * Waits while the folder of this name is in use.
   *
   * @param name of the work, the same for no other work
   */
  static WorkingFolder create(String name) throws IOException, InterruptedException {
    String digest = Digest.of(name).hex().substring(0, NAME_LENGTH);
    Path root = temporaryFolder().resolve("reprise-" + digest);
    FolderLock lock = FolderLock.acquire(root.resolveSibling(root.getFileName() + ".lock"));
    try {
      removeLeftover(root);
      return new WorkingFolder(root, lock, fill(root));
    } catch (IOException | InterruptedException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static Path temporaryFolder() throws IOException {
    return Path.of(System.getProperty("java.io.tmpdir")).toRealPath();
  }

  /** Of a process that was killed: its guard removes it, unless that was killed too. */
  private static void removeLeftover(Path root) throws IOException, InterruptedException {
    while (Files.exists(root, LinkOption.NOFOLLOW_LINKS) && Guard.isOver(root)) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
    remove(root);
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      Guard.over(folder).close();
      requireGone(folder);
    }
  }

  private static void requireGone(Path folder) throws IOException {
    if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(folder + " cannot be removed; remove it by hand");
    }
  }

  private static Guard fill(Path root) throws IOException {
    Files.createDirectory(
        root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Guard guard;
    try {
      guard = Guard.over(root);
    } catch (IOException e) {
      Files.delete(root);
      throw e;
    }
    try {
      for (String each : List.of("work", "home", "tmp")) {
        Files.createDirectory(root.resolve(each));
      }
      return guard;
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

  /**
   * Names the session of the program, whose processes {@link #endProcesses} ends whatever they have
   * made of their environment.
   */
  void watch(long session) throws IOException {
    guard.watch(session);
  }

  /** Ends all that was started with this folder's environment and still runs. */
  void endProcesses() throws IOException {
    guard.endProcesses();
  }

  /**
   * Keeps the folder, for people to look at, as long as {@link KeptFolders} do.
   *
   * @return the failure, and where to look
   */
  ReportedException keep(ReportedException failure) throws IOException {
    List<String> problems = new ArrayList<>(failure.problems());
    for (Path old : KeptFolders.outdated(root)) {
      remove(old);
    }
    KeptFolders.keep(root)
        .ifPresent(
            kept ->
                problems.add(
                    "its folder is kept, until other commands fail: " + kept.resolve("work")));
    return new ReportedException(problems);
  }

  /** Removes what {@link #keep} kept of an earlier try. */
  void removeKept() throws IOException {
    remove(KeptFolders.of(root));
  }

  @Override
  public void close() throws IOException {
    try {
      guard.close();
      requireGone(root);
    } finally {
      lock.close();
    }
  }
}
