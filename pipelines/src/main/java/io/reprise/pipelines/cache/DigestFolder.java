package io.reprise.pipelines.cache;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.path.RelativePath;
import java.io.IOException;
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
   * @param strangers files of other names
   */
  record Inventory(List<Digest> digests, List<Path> strangers) {}

  Inventory inventory() throws IOException {
    List<Digest> digests = new ArrayList<>();
    List<Path> strangers = new ArrayList<>();
    for (Path file : Disk.filesBelow(root)) {
      digest(file).ifPresentOrElse(digests::add, () -> strangers.add(file));
    }
    return new Inventory(List.copyOf(digests), List.copyOf(strangers));
  }

  private Optional<Digest> digest(Path file) {
    String name = RelativePath.of(root, file).replace("/", "");
    try {
      Digest digest = new Digest(name.substring(0, Math.max(0, name.length() - ending.length())));
      return file(digest).equals(file) ? Optional.of(digest) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
