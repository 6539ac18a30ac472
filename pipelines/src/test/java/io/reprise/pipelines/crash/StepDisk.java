package io.reprise.pipelines.crash;

import io.reprise.pipelines.cache.Disk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Tells of every step before it is done. */
abstract class StepDisk extends Disk {

  /** Half of a write, a whole step of any other kind. */
  @FunctionalInterface
  interface Begin {
    void begin() throws IOException;
  }

  /**
   * @param amidst does what is done of the step when the process is killed in its middle
   */
  abstract void step(String kind, Path path, Begin amidst) throws IOException;

  /** The part of the project that a path is in, or the sort of file that it is. */
  static String area(Path project, Path path) {
    if (!path.toAbsolutePath().startsWith(project)) {
      return "above"; // folders that the project is in
    }
    String name = path.getFileName().toString();
    if (name.startsWith("draft-") || name.endsWith(".draft")) {
      return "draft";
    }
    if (name.equals("run.json") || name.equals("memo.tsv")) {
      return name;
    }
    Path inside = project.relativize(path.toAbsolutePath());
    return inside
        .getName(inside.startsWith("store") && inside.getNameCount() > 1 ? 1 : 0)
        .toString();
  }

  @Override
  public boolean createFolder(Path folder) throws IOException {
    step("folder", folder, () -> {});
    return super.createFolder(folder);
  }

  @Override
  public void write(Path file, byte[] content) throws IOException {
    step("write", file, () -> super.write(file, Arrays.copyOf(content, content.length / 2)));
    super.write(file, content);
  }

  @Override
  public void sync(Path path) throws IOException {
    step("sync", path, () -> super.sync(path));
    super.sync(path);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    step("move", to, () -> super.move(from, to));
    super.move(from, to);
  }

  @Override
  public void copy(Path from, Path to) throws IOException {
    step("copy", to, () -> Files.write(to, Arrays.copyOf(Files.readAllBytes(from), 1)));
    super.copy(from, to);
  }

  @Override
  public void link(Path link, Path file) throws IOException {
    step("link", link, () -> super.link(link, file));
    super.link(link, file);
  }

  @Override
  public void makeReadOnly(Path file) throws IOException {
    step("read-only", file, () -> super.makeReadOnly(file));
    super.makeReadOnly(file);
  }

  @Override
  public void delete(Path path) throws IOException {
    step("delete", path, () -> super.delete(path));
    super.delete(path);
  }
}
