package io.reprise.pipelines.filesystem;

import io.reprise.schemas.timeout.TimeLimitedInputStream;
import io.reprise.schemas.timeout.TimeLimitedOutputStream;
import io.reprise.schemas.timeout.TimeLimiter;
import io.reprise.schemas.timeout.TimeLimiter.RemoteException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.UUID;

/**
 * A folder that Beam's {@code FileSystems} reach; files are named by paths below it. What fails
 * there is a {@link RemoteException}, any other {@code IOException} is this machine's.
 */
public final class RemoteFolder {

  /** Few calls for much, since each goes through another thread. */
  private static final int BUFFER_BYTES = 1 << 20;

  private final RemoteFiles files;
  private final String root;
  private final TimeLimiter timeLimiter;

  /**
   * @param uri of a folder, there or not: a path, or a URI of any file system that Beam finds
   * @param library a folder, there or not, with the jars of file systems; only this class sees them
   * @param longest that the file system may take for one answer
   * @throws io.reprise.schemas.problem.ReportedException when nothing here can read such a URI
   */
  public RemoteFolder(String uri, Path library, Duration longest) {
    ClassLoader own = RemoteFolder.class.getClassLoader();
    ClassLoader loader = StoreUri.isLocal(uri) ? own : LibraryClassLoader.of(library).orElse(own);
    this.files = ServiceLoader.load(RemoteFiles.class, loader).findFirst().orElseThrow();
    this.timeLimiter = new TimeLimiter(longest, work -> thread(work, loader));
    this.root = folder(uri, loader);
  }

  private static Thread thread(Runnable work, ClassLoader loader) {
    Thread thread = new Thread(work, "shared store");
    thread.setContextClassLoader(loader);
    return thread;
  }

  private String folder(String uri, ClassLoader loader) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return files.folder(uri);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Empty where there is no such file. */
  public Optional<InputStream> open(String name) throws RemoteException {
    return timeLimiter
        .call(() -> files.open(root + name))
        .map(
            file ->
                new BufferedInputStream(
                    new TimeLimitedInputStream(file, timeLimiter), BUFFER_BYTES));
  }

  public boolean exists(String name) throws IOException {
    Optional<InputStream> file = open(name);
    if (file.isPresent()) {
      file.get().close();
    }
    return file.isPresent();
  }

  /**
   * Replaces a file. Where the file system can rename, as folders can, nobody sees half of it; an
   * object store copies, which shows no half either.
   */
  public void write(String name, InputStream content) throws IOException {
    String draft = root + "scratch/draft-" + UUID.randomUUID();
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              new TimeLimitedOutputStream(timeLimiter.call(() -> files.create(draft)), timeLimiter),
              BUFFER_BYTES)) {
        content.transferTo(out);
      }
      timeLimiter.run(() -> files.rename(draft, root + name));
    } catch (IOException e) {
      delete(draft, e);
      throw e;
    }
  }

  /** As far as the file system lets it: it has just failed. */
  private void delete(String draft, IOException failure) {
    try {
      timeLimiter.run(() -> files.delete(draft));
    } catch (RemoteException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public String toString() {
    return root;
  }
}
