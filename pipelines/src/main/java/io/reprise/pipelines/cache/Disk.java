package io.reprise.pipelines.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The only code that changes files of stores and runs. Each method is a step after which the
 * process may be killed or the power cut; what is read back later must be the old state or the new
 * one. Tests override single steps.
 */
public class Disk {

  /** As many as Linux follows. */
  private static final int MOST_LINKS = 40;

  private final Set<Path> durableFolders = ConcurrentHashMap.newKeySet();

  /** One folder in a folder that is there; false where it is there itself. */
  public boolean createFolder(Path folder) throws IOException {
    try {
      Files.createDirectory(folder);
      return true;
    } catch (FileAlreadyExistsException e) {
      if (Files.isDirectory(folder)) {
        return false; // made by somebody else meanwhile
      }
      throw e;
    }
  }

  /**
   * A folder and those that it is in, which a power cut may take again: for those of which nothing
   * is believed. See {@link SyncBatch#createFolders} for the others.
   */
  public final void createFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) { // Files.createDirectories finds this out by failing: slow
      return;
    }
    Path parent = folder.getParent();
    if (parent != null) {
      createFolders(parent);
    }
    createFolder(folder);
  }

  /** A new file, or a longer or shorter one in its place: half of it may be there after a kill. */
  public void write(Path file, byte[] content) throws IOException {
    Files.write(file, content);
  }

  /** Waits until a file's content, or a folder's list of names, would outlive a power cut. */
  public void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** By one rename, in place of what was there. */
  public void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** With its time stamp and rights. */
  public void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
  }

  /** A second name for a file. */
  public void link(Path link, Path file) throws IOException {
    Files.createLink(link, file);
  }

  /** The same, or a copy where the file system has no links or it is another volume. */
  final void linkOrCopy(Path link, Path file) throws IOException {
    try {
      link(link, file);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (FileSystemException | UnsupportedOperationException e) {
      copy(file, link);
      sync(link);
    }
  }

  public void makeReadOnly(Path file) throws IOException {
    if (!file.toFile().setReadOnly()) {
      throw new IOException("cannot make " + file + " read-only");
    }
  }

  /** Gives a file the time stamp of now; its content stays. */
  public void touch(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
  }

  /** A file or an empty folder, there or not. */
  public void delete(Path path) throws IOException {
    Files.deleteIfExists(path);
  }

  /** Everything below a folder, and the folder, there or not. */
  public final void deleteTree(Path folder) throws IOException {
    for (Path path : below(folder, Comparator.reverseOrder())) {
      delete(path);
    }
  }

  /**
   * Puts a whole new content in a file's place, for good; nobody ever sees half of it.
   *
   * @param draft a path of nobody else's
   */
  public final void replace(Path file, byte[] content, Path draft) throws IOException {
    write(draft, content);
    SyncBatch batch = batch();
    batch.install(draft, file);
    batch.sync();
  }

  /**
   * The same by a draft beside the file that no other process writes. A file that somebody has
   * named may be a link, which stays.
   */
  public final void replace(Path file, byte[] content) throws IOException {
    Path target = linkTarget(file);
    Path draft =
        target.resolveSibling(
            target.getFileName() + "." + ProcessHandle.current().pid() + ".draft");
    try {
      replace(target, content, draft);
    } catch (IOException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
  }

  /** The file that links lead to, there or not; the file itself where it is no link. */
  public static Path linkTarget(Path file) throws IOException {
    Path target = file;
    for (int i = 0; Files.isSymbolicLink(target); i++) {
      if (i == MOST_LINKS) {
        throw new FileSystemLoopException(file.toString());
      }
      target = target.resolveSibling(Files.readSymbolicLink(target));
    }
    return target;
  }

  /** For changes that are to be there for good together. */
  public final SyncBatch batch() {
    return new SyncBatch(this);
  }

  /** Folders whose names a power cut does not take, as this process knows. */
  final Set<Path> durableFolders() {
    return durableFolders;
  }

  /** Sorted; none where there is no such folder. */
  public static List<Path> childrenOf(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }

  /** Sorted; the folder itself may be a link to one that is elsewhere. */
  public static List<Path> filesBelow(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    Path real = folder.toRealPath();
    return below(real, Comparator.naturalOrder()).stream()
        .filter(Files::isRegularFile)
        .map(file -> folder.resolve(real.relativize(file)))
        .toList();
  }

  private static List<Path> below(Path folder, Comparator<Path> order) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    List<Path> paths = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            paths.add(path);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            paths.add(path);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE; // somebody else's, just gone
            }
            throw e;
          }
        });
    paths.sort(order);
    return paths;
  }
}
