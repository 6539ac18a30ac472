package io.reprise.pipelines.cache;

import io.reprise.pipelines.cache.Artifact.StoredObject;
import io.reprise.schemas.digest.Digest;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** File contents by their SHA-256, read-only: {@code objects/ab/cdef...}. */
final class ObjectFolder {

  private static final int FOLDER_DIGITS = 2;

  private final Path folder;
  private final FileMemo memo;

  ObjectFolder(Path folder, FileMemo memo) {
    this.folder = folder;
    this.memo = memo;
  }

  Path path(Digest digest) {
    return folder
        .resolve(digest.hex().substring(0, FOLDER_DIGITS))
        .resolve(digest.hex().substring(FOLDER_DIGITS));
  }

  /** What is wrong with a stored content; empty when it is there, whole and right. */
  Optional<String> problem(StoredObject object) {
    Path path = path(object.digest());
    try {
      if (Files.size(path) != object.size() || !memo.digest(path).equals(object.digest())) {
        return Optional.of(path + " does not have the bytes that its name says");
      }
      return Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.of(path + " is missing");
    } catch (IOException e) {
      return Optional.of(path + " cannot be read: " + e.getMessage());
    }
  }

  /** Moves a file into the store; a damaged one of the same name is replaced. */
  StoredObject take(Path file) throws IOException {
    StoredObject object = new StoredObject(Digest.of(file), Files.size(file));
    Path path = path(object.digest());
    if (Files.exists(path) && problem(object).isEmpty()) {
      Files.delete(file);
      return object;
    }
    Files.createDirectories(path.getParent());
    makeReadOnly(file.toFile());
    memo.forget(path);
    Files.move(file, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return object;
  }

  private static void makeReadOnly(File file) throws IOException {
    if (!file.setReadOnly()) {
      throw new IOException("cannot make " + file + " read-only");
    }
  }
}
