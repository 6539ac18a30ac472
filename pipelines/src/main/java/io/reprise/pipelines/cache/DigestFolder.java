package io.reprise.pipelines.cache;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.path.RelativePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A folder of files that are named after digests: {@code ab/cdef...}, and an ending.
 *
 * @param ending such as {@code .json}; may be empty
 */
record DigestFolder(Path root, String ending) {

  private static final int FOLDER_DIGITS = 2;

  Path file(Digest digest) {
    return root.resolve(name(digest));
  }

  /** Of the file below the folder, on any file system. */
  String name(Digest digest) {
    String hex = digest.hex();
    return hex.substring(0, FOLDER_DIGITS) + "/" + hex.substring(FOLDER_DIGITS) + ending;
  }

  /**
   * What is in the folder.
   *
   * @param digests that files are named after, sorted
   * @param strangers files of other names, and folders where there should be none
   * @param temporary files that a process left which was killed while it moved them here
   * @param unlistable folders that cannot be listed, and why: one line each
   */
  record Inventory(
      List<Digest> digests, List<Path> strangers, List<Path> temporary, List<String> unlistable) {

    Inventory {
      digests = List.copyOf(digests);
      strangers = List.copyOf(strangers);
      temporary = List.copyOf(temporary);
      unlistable = List.copyOf(unlistable);
    }
  }

  /** The folder, and those in it, may be links to folders elsewhere. */
  Inventory inventory() {
    List<Digest> digests = new ArrayList<>();
    List<Path> strangers = new ArrayList<>();
    List<Path> temporary = new ArrayList<>();
    List<String> unlistable = new ArrayList<>();
    for (Path child : list(root, unlistable)) {
      for (Path file : Files.isDirectory(child) ? list(child, unlistable) : List.of(child)) {
        if (TemporaryFiles.isTemporary(file)) {
          temporary.add(file);
        } else {
          digest(file).ifPresentOrElse(digests::add, () -> strangers.add(file));
        }
      }
    }
    return new Inventory(digests, strangers, temporary, unlistable);
  }

  private static List<Path> list(Path folder, List<String> unlistable) {
    try {
      return Disk.childrenOf(folder);
    } catch (NoSuchFileException e) {
      return List.of(); // somebody else's, just gone
    } catch (IOException | UncheckedIOException e) {
      unlistable.add(folder + " cannot be listed: " + e.getMessage());
      return List.of();
    }
  }

  private Optional<Digest> digest(Path file) {
    String name = RelativePath.of(root, file).replace("/", "");
    try {
      Digest digest = new Digest(name.substring(0, Math.max(0, name.length() - ending.length())));
      boolean fits = file(digest).equals(file) && Files.isRegularFile(file);
      return fits ? Optional.of(digest) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
