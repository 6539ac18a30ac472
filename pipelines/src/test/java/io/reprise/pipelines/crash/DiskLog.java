package io.reprise.pipelines.crash;

import io.reprise.pipelines.cache.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A disk that keeps a log of what is done below a folder: names given and taken in folders,
 * contents of files, and syncs. What is written behind its back, as stages do, is noted when the
 * file is next touched, as not synced. What is there at the beginning is there for good.
 */
final class DiskLog extends Disk {

  /** A file, whatever its names; or a folder. */
  record Inode(int number, boolean isFolder) {}

  /** What a folder says of a name; no inode where the name is taken away. */
  record Name(Path path, @Nullable Inode inode) {}

  /** One change, or one sync, or one thing that is promised from here on. */
  sealed interface Step {}

  /** Both names of a rename within one folder, else one name. */
  record Names(List<Name> names) implements Step {

    Path folder() {
      return Objects.requireNonNull(names.get(0).path().getParent());
    }
  }

  /** A file's whole content. */
  @SuppressWarnings("ArrayRecordComponent")
  record Content(Inode file, byte[] bytes) implements Step {}

  record SyncFolder(Path folder) implements Step {}

  record SyncFile(Inode file) implements Step {}

  /** Said to the user, so that no power cut may take it back. */
  record Promise(Object what) implements Step {}

  private final Path root;
  private final List<Step> steps = new ArrayList<>();
  private final Map<Path, Inode> names = new TreeMap<>();
  private final Map<Inode, byte[]> contents = new HashMap<>();
  private final int beginning;
  private int inodes;

  DiskLog(Path root) throws IOException {
    this.root = root.toAbsolutePath();
    if (Files.exists(root)) {
      try (Stream<Path> paths = Files.walk(this.root)) {
        for (Path path : paths.filter(p -> !p.equals(this.root)).sorted().toList()) {
          observe(path);
        }
      }
    }
    this.beginning = steps.size();
  }

  Path root() {
    return root;
  }

  List<Step> steps() {
    return steps;
  }

  /** How many of the steps only say what was there before. */
  int beginning() {
    return beginning;
  }

  synchronized void promise(Object what) {
    steps.add(new Promise(what));
  }

  private boolean isOutside(Path path) {
    return !path.startsWith(root) || path.equals(root);
  }

  /** Notes what is there and was not known. */
  private @Nullable Inode observe(Path file) {
    Path path = file.toAbsolutePath();
    if (isOutside(path) || !Files.exists(path)) {
      return null;
    }
    observe(Objects.requireNonNull(path.getParent()));
    Inode inode = names.get(path);
    if (inode == null) {
      inode = new Inode(inodes++, Files.isDirectory(path));
      name(new Name(path, inode));
    }
    if (!inode.isFolder()) {
      byte[] bytes = read(path);
      byte[] known = contents.put(inode, bytes);
      if (known == null || !Arrays.equals(known, bytes)) {
        steps.add(new Content(inode, bytes));
      }
    }
    return inode;
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void name(Name... changes) {
    steps.add(new Names(List.of(changes)));
    for (Name change : changes) {
      if (change.inode() == null) {
        names.remove(change.path());
      } else {
        names.put(change.path(), change.inode());
      }
    }
  }

  @Override
  public synchronized boolean createFolder(Path folder) throws IOException {
    boolean made = super.createFolder(folder);
    observe(folder);
    return made;
  }

  @Override
  public synchronized void write(Path file, byte[] content) throws IOException {
    super.write(file, content);
    observe(file);
  }

  @Override
  public synchronized void copy(Path from, Path to) throws IOException {
    super.copy(from, to);
    observe(to);
  }

  @Override
  public synchronized void sync(Path path) throws IOException {
    Inode inode = observe(path);
    super.sync(path);
    if (path.toAbsolutePath().equals(root) || (inode != null && inode.isFolder())) {
      steps.add(new SyncFolder(path.toAbsolutePath()));
    } else if (inode != null) {
      steps.add(new SyncFile(inode));
    }
  }

  @Override
  public synchronized void move(Path from, Path to) throws IOException {
    Inode inode = observe(from);
    observe(to);
    super.move(from, to);
    Name gone = new Name(from.toAbsolutePath(), null);
    Name there = new Name(to.toAbsolutePath(), inode);
    if (Objects.equals(gone.path().getParent(), there.path().getParent())) {
      name(gone, there);
    } else {
      name(there);
      name(gone);
    }
  }

  @Override
  public synchronized void link(Path link, Path file) throws IOException {
    Inode inode = observe(file);
    super.link(link, file);
    name(new Name(link.toAbsolutePath(), inode));
  }

  @Override
  public synchronized void delete(Path path) throws IOException {
    boolean known = observe(path) != null;
    super.delete(path);
    if (known) {
      name(new Name(path.toAbsolutePath(), null));
    }
  }
}
