package io.reprise.pipelines.cache;

import io.reprise.schemas.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** File contents by their SHA-256, read-only: {@code objects/ab/cdef...}. */
final class ObjectFolder {

  private static final Logger LOG = LoggerFactory.getLogger(ObjectFolder.class);

  private final DigestFolder folder;
  private final FileMemo memo;
  private final TemporaryFiles temporaryFiles;

  ObjectFolder(Path folder, FileMemo memo, TemporaryFiles temporaryFiles) {
    this.folder = new DigestFolder(folder, "");
    this.memo = memo;
    this.temporaryFiles = temporaryFiles;
  }

  Path path(Digest digest) {
    return folder.file(digest);
  }

  /** Of the file below the folder. */
  String name(Digest digest) {
    return folder.name(digest);
  }

  /** What is wrong with a stored content; empty when it is there, whole and right. */
  Optional<String> problem(Digest digest) {
    Path path = path(digest);
    try {
      return memo.digest(path).equals(digest)
          ? Optional.empty()
          : Optional.of(path + " does not have the bytes that its name says");
    } catch (NoSuchFileException e) {
      return Optional.of(path + " is missing");
    } catch (IOException e) {
      return Optional.of(path + " cannot be read: " + e.getMessage());
    }
  }

  /**
   * The same, whatever was remembered about the file. A damaged one gets a new time stamp, so that
   * no other process believes its own memo of it either.
   */
  Optional<String> problemAfterReading(Digest digest) {
    Path path = path(digest);
    memo.forget(path);
    Optional<String> problem = problem(digest);
    if (problem.isPresent() && Files.exists(path)) {
      try {
        temporaryFiles.disk().touch(path);
      } catch (IOException e) {
        LOG.info("could not give {} a new time stamp", path, e);
      }
    }
    return problem;
  }

  /** A path for a file that is to be taken. */
  Path temporaryFile() throws IOException {
    return temporaryFiles.next();
  }

  /**
   * Moves a file into the store; a damaged one of the same name is replaced.
   *
   * @param digest of its bytes
   * @param batch without whose sync it is not there for good
   */
  void moveIn(Path file, Digest digest, SyncBatch batch) throws IOException {
    if (isThere(digest, batch)) {
      temporaryFiles.disk().delete(file);
      return;
    }
    temporaryFiles.disk().makeReadOnly(file);
    memo.forget(path(digest));
    batch.install(file, path(digest));
  }

  /** Stores a text. */
  Digest put(byte[] content, SyncBatch batch) throws IOException {
    Digest digest = Digest.of(content);
    if (!isThere(digest, batch)) {
      Path draft = temporaryFiles.next();
      temporaryFiles.disk().write(draft, content);
      moveIn(draft, digest, batch);
    }
    return digest;
  }

  SyncBatch batch() {
    return temporaryFiles.disk().batch();
  }

  /** Another process may have put it there, and may not yet have synced the folder. */
  boolean isThere(Digest digest, SyncBatch batch) throws IOException {
    Path path = path(digest);
    if (!Files.exists(path) || problem(digest).isPresent()) {
      return false;
    }
    batch.keep(path);
    return true;
  }

  void delete(Digest digest) throws IOException {
    memo.forget(path(digest));
    temporaryFiles.disk().delete(path(digest));
  }

  DigestFolder.Inventory inventory() {
    return folder.inventory();
  }
}
