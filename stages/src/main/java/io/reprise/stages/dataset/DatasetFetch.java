package io.reprise.stages.dataset;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.dataset.FileCheck.State;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings a dataset's files here. A file gets its name only once it is whole and its SHA-256 is
 * right; until then it is {@code NAME.part}, which a later try goes on from. Files that are right
 * already are left alone.
 */
public final class DatasetFetch {

  private final Download download;
  private final Listener listener;

  /** Is told how far a file is. */
  @FunctionalInterface
  public interface Listener {
    /**
     * @param total bytes, or -1 where it is not known
     */
    void progress(String file, long done, long total);
  }

  public DatasetFetch(Listener listener) {
    this(new Download(), listener);
  }

  DatasetFetch(Download download, Listener listener) {
    this.download = download;
    this.listener = listener;
  }

  /**
   * Downloads what is not here.
   *
   * @throws ReportedException when a file has no address, cannot be had, or is not what the
   *     dataset's file says
   */
  public List<Fetched> fromAddresses(Dataset dataset) throws IOException, InterruptedException {
    List<Fetched> fetched = new ArrayList<>();
    for (SourceFile file : dataset.files().values()) {
      Fetched here = here(dataset, file);
      fetched.add(here == null ? download(dataset, file) : here);
    }
    return fetched;
  }

  /**
   * Copies what is not here from a folder, where files and folders are found by their path in the
   * dataset or by their bare name.
   *
   * @throws ReportedException when a file is not there, or is not what the dataset's file says
   */
  public List<Fetched> fromFolder(Dataset dataset, Path folder) throws IOException {
    List<Fetched> fetched = new ArrayList<>();
    for (SourceFile file : dataset.files().values()) {
      Fetched here = here(dataset, file);
      fetched.add(here == null ? copy(dataset, file, folder) : here);
    }
    return fetched;
  }

  private static @Nullable Fetched here(Dataset dataset, SourceFile file) throws IOException {
    if (DatasetCheck.check(dataset, file, true).state() != State.PRESENT) {
      return null;
    }
    return new Fetched(
        file.name(), Fetched.Way.ALREADY_HERE, Files.size(dataset.path(file.name())));
  }

  private Fetched download(Dataset dataset, SourceFile file)
      throws IOException, InterruptedException {
    URI url = file.url();
    if (url == null) {
      throw new ReportedException(
          dataset.path(file.name()) + " is missing; " + dataset.remedy(file));
    }
    Path part = part(dataset, file);
    long total = Objects.requireNonNullElse(file.bytes(), -1L);
    download.to(part, url, total, done -> listener.progress(file.name(), done, total));
    publish(dataset, file, part, url.toString());
    return new Fetched(file.name(), Fetched.Way.DOWNLOADED, Files.size(dataset.path(file.name())));
  }

  private Fetched copy(Dataset dataset, SourceFile file, Path folder) throws IOException {
    Path byPath = folder.resolve(file.name());
    Path byName = folder.resolve(Path.of(file.name()).getFileName());
    Path source = Files.exists(byPath) ? byPath : byName;
    if (Files.isDirectory(source) && dataset.isFolder(file.name())) {
      Path target = dataset.path(file.name());
      long bytes = FolderCopy.copy(source, part(dataset, file), target);
      listener.progress(file.name(), bytes, bytes);
      return new Fetched(file.name(), Fetched.Way.COPIED, bytes);
    }
    if (!Files.isRegularFile(source)) {
      throw new ReportedException(
          folder + " has no file " + byName.getFileName() + ", which " + dataset.name() + " needs");
    }
    LongConsumer progress =
        done -> listener.progress(file.name(), done, Objects.requireNonNullElse(file.bytes(), -1L));
    Path part = part(dataset, file);
    Files.copy(source, part, StandardCopyOption.REPLACE_EXISTING);
    publish(dataset, file, part, source.toString());
    long bytes = Files.size(dataset.path(file.name()));
    progress.accept(bytes);
    return new Fetched(file.name(), Fetched.Way.COPIED, bytes);
  }

  private static Path part(Dataset dataset, SourceFile file) throws IOException {
    Path part = dataset.path(file.name() + ".part");
    Files.createDirectories(Objects.requireNonNull(part.toAbsolutePath().getParent()));
    return part;
  }

  /**
   * Gives a file that is whole its name. What is wrong is removed, so that a new try starts anew.
   */
  private static void publish(Dataset dataset, SourceFile file, Path part, String source)
      throws IOException {
    String mismatch = DatasetCheck.mismatch(file, part, true);
    if (!mismatch.isEmpty()) {
      Files.delete(part);
      throw new ReportedException(
          source + " " + mismatch + "; it was thrown away, so try again, or get it elsewhere");
    }
    Files.move(
        part,
        dataset.path(file.name()),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
