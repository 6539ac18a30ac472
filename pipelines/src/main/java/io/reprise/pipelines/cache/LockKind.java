package io.reprise.pipelines.cache;

import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.LoggerFactory;

/** How processes lock a file against each other. */
interface LockKind {

  /** The property that names one, for all files; {@code REPRISE_LOCKS} in the environment. */
  String PROPERTY = "reprise.locks";

  /** How long a lease holds without a sign of life. */
  Duration EXPIRY = Duration.ofSeconds(60);

  /** A day: longer than anybody waits for a process that was killed. */
  long MOST_SECONDS = 86_400;

  /**
   * File systems on which locks may not reach other machines, as Linux calls them; the prefix
   * {@code fuse.} has any other.
   */
  Set<String> REMOTE =
      Set.of(
          "nfs",
          "nfs4",
          "cifs",
          "smb3",
          "smbfs",
          "9p",
          "virtiofs",
          "vboxsf",
          "prl_fs",
          "afs",
          "lustre",
          "ceph",
          "glusterfs",
          "beegfs",
          "gpfs",
          "ocfs2",
          "gfs2",
          "davfs",
          "fuse");

  /** Of this process, whose locks are, too: every stage takes some. */
  FileSystemTypes FILE_SYSTEMS = new FileSystemTypes();

  /**
   * Tries to lock.
   *
   * @param file is made if it is not there
   * @return empty while another process has it
   */
  Optional<ProcessLock> tryLock(Path file, boolean exclusive) throws IOException;

  /** The same, waiting until no other process has it. */
  ProcessLock lock(Path file, boolean exclusive) throws IOException, InterruptedException;

  /**
   * For a file whose folder is there: what the property says; else leases, where somebody uses them
   * for this file or for the store whose key it is, or where its file system is a remote one; else
   * the operating system's locks.
   */
  static LockKind of(Path file) {
    return of(file, System.getProperty(PROPERTY, "").strip());
  }

  private static LockKind of(Path file, String named) {
    String[] words = named.toLowerCase(Locale.ROOT).split(":", 2);
    if (words[0].equals("system") && words.length == 1) {
      return new SystemLocks();
    }
    if (words[0].equals("leases")) {
      return new Leases(words.length == 1 ? EXPIRY : seconds(words[1]));
    }
    if (!named.isEmpty()) {
      throw wrong(named);
    }
    return areUsed(file) || areUsed(file.resolveSibling(WorkFolders.STORE_LOCK)) || isRemote(file)
        ? new Leases(EXPIRY)
        : new SystemLocks();
  }

  private static boolean areUsed(Path file) {
    return Files.isDirectory(LeaseFolder.of(file));
  }

  private static boolean isRemote(Path file) {
    try {
      String type = FILE_SYSTEMS.of(Objects.requireNonNull(file.getParent()));
      return REMOTE.contains(type) || type.startsWith("fuse.");
    } catch (IOException e) {
      LoggerFactory.getLogger(LockKind.class).info("nobody knows the file system of {}", file, e);
      return false;
    }
  }

  private static Duration seconds(String text) {
    try {
      long seconds = Long.parseLong(text);
      if (seconds > 0 && seconds <= MOST_SECONDS) {
        return Duration.ofSeconds(seconds);
      }
    } catch (NumberFormatException e) {
      throw wrong("leases:" + text);
    }
    throw wrong("leases:" + text);
  }

  private static ReportedException wrong(String named) {
    return new ReportedException(
        "REPRISE_LOCKS=" + named + ": is none of system, leases and leases:SECONDS");
  }
}
