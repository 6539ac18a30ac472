package io.reprise.stages.command;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is left of commands that have failed: the last three that this user has had. */
final class KeptFolders {

  private static final String SUFFIX = "-failed";
  private static final int KEPT = 3;

  /** Of a disk that is as full as this nothing is kept: one part in so many is free. */
  private static final int FREE_PART = 20;

  private KeptFolders() {}

  /** Where the working folder goes when its program fails. */
  static Path of(Path folder) {
    return folder.resolveSibling(folder.getFileName() + SUFFIX);
  }

  /** Moves it there, if the disk has room. */
  static Optional<Path> keep(Path folder) throws IOException {
    FileStore disk = Files.getFileStore(folder);
    if (disk.getUsableSpace() < disk.getTotalSpace() / FREE_PART) {
      return Optional.empty();
    }
    Path kept = Files.move(folder, of(folder));
    Files.setLastModifiedTime(kept, FileTime.fromMillis(System.currentTimeMillis()));
    return Optional.of(kept);
  }

  /** Those to be removed before this one is kept. */
  static List<Path> outdated(Path folder) throws IOException {
    Map<Path, FileTime> times = new TreeMap<>();
    String owner = Files.getOwner(folder).getName();
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(folder.getParent(), "reprise-*" + SUFFIX)) {
      for (Path kept : all) {
        if (Files.getOwner(kept).getName().equals(owner)) {
          times.put(kept, Files.getLastModifiedTime(kept));
        }
      }
    }
    List<Path> newestFirst = new ArrayList<>(times.keySet());
    newestFirst.remove(of(folder));
    newestFirst.sort(Comparator.comparing(times::get).reversed());
    List<Path> outdated =
        new ArrayList<>(
            newestFirst.subList(Math.min(KEPT - 1, newestFirst.size()), newestFirst.size()));
    if (times.containsKey(of(folder))) {
      outdated.add(of(folder));
    }
    return outdated;
  }
}
