package io.reprise.pipelines.cache;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Changes of names in folders that are synced together, each folder once. Until then a power cut
 * may undo any of them and leave any other: what depends on them is to be written after {@link
 * #sync}.
 */
public final class SyncBatch {

  private final Disk disk;

  /** Whose lists of names are to be synced. */
  private final Set<Path> changed = new LinkedHashSet<>();

  /** Whose own names then are there for good. */
  private final Set<Path> named = new LinkedHashSet<>();

  SyncBatch(Disk disk) {
    this.disk = disk;
  }

  /**
   * A folder and those that it is in. Where they are there already, a process that was killed may
   * have made them: they are synced once by each process that puts something in them.
   */
  public void createFolders(Path folder) throws IOException {
    Path path = folder.toAbsolutePath();
    Path parent = path.getParent();
    boolean exists = Files.isDirectory(path);
    if (parent == null || (exists && (isDurable(path) || !Files.isWritable(parent)))) {
      return; // in a folder that this user cannot write, it was made long ago by somebody else
    }
    createFolders(parent);
    if (!exists) {
      disk.createFolder(path);
    }
    named.add(path);
    changed.add(parent);
  }

  private boolean isDurable(Path folder) {
    return named.contains(folder) || disk.durableFolders().contains(folder);
  }

  /** Moves a finished file to its place, by a copy where that is on another volume. */
  void install(Path draft, Path file) throws IOException {
    disk.sync(draft);
    keep(file);
    try {
      disk.move(draft, file);
    } catch (AtomicMoveNotSupportedException e) {
      Path beside = TemporaryFiles.beside(file);
      disk.copy(draft, beside);
      disk.sync(beside);
      disk.move(beside, file);
      disk.delete(draft);
    }
  }

  /** The same for a name that is there, but may not yet be so for good. */
  void keep(Path file) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    createFolders(folder);
    changed.add(folder);
  }

  /** A second name for a file; a copy where there can be none. */
  public void link(Path link, Path file) throws IOException {
    keep(link);
    disk.linkOrCopy(link, file);
  }

  /** By one rename within a folder, in place of what was there. */
  public void move(Path from, Path to) throws IOException {
    disk.move(from, to);
    changed.add(Objects.requireNonNull(to.toAbsolutePath().getParent()));
  }

  /** A file or an empty folder, there or not. */
  public void delete(Path path) throws IOException {
    disk.delete(path);
    changed.add(Objects.requireNonNull(path.toAbsolutePath().getParent()));
  }

  /** Everything below a folder, and the folder, there or not. */
  public void deleteTree(Path folder) throws IOException {
    disk.deleteTree(folder);
    changed.add(Objects.requireNonNull(folder.toAbsolutePath().getParent()));
  }

  /** Waits until all of it would outlive a power cut. */
  public void sync() throws IOException {
    for (Path folder : changed) {
      if (Files.isDirectory(folder)) { // else there was nothing to delete
        disk.sync(folder);
      }
    }
    disk.durableFolders().addAll(named);
    changed.clear();
    named.clear();
  }
}
