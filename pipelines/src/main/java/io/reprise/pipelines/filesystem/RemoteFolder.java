package io.reprise.pipelines.filesystem;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.timeout.TimeLimitedInputStream;
import io.reprise.schemas.timeout.TimeLimitedOutputStream;
import io.reprise.schemas.timeout.TimeLimiter;
import io.reprise.schemas.timeout.TimeLimiter.RemoteException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * A folder that Beam's {@code FileSystems} reach; files are named by paths below it. What fails
 * there is a {@link RemoteException}, any other {@code IOException} is this machine's.
 */
public final class RemoteFolder {

  /** Few calls for much, since each goes through another thread. */
  private static final int BUFFER_BYTES = 1 << 20;

  private final ResourceId root;
  private final TimeLimiter timeLimiter;

  /**
   * @param uri of a folder, there or not: a path, or a URI of any file system that Beam finds
   * @param longest that the file system may take for one answer
   * @throws ReportedException when nothing here can read such a URI
   */
  public RemoteFolder(String uri, Duration longest) {
    this.root = StoreUri.folder(uri);
    this.timeLimiter = new TimeLimiter(longest, "shared store");
  }

  /** Empty where there is no such file. */
  public Optional<InputStream> open(String name) throws RemoteException {
    return timeLimiter
        .call(() -> find(resource(name)))
        .map(
            file ->
                new BufferedInputStream(
                    new TimeLimitedInputStream(file, timeLimiter), BUFFER_BYTES));
  }

  private static Optional<InputStream> find(ResourceId file) throws IOException {
    try {
      return Optional.of(Channels.newInputStream(FileSystems.open(file)));
    } catch (FileNotFoundException | NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      if (isMissing(file, e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Beam's S3 says it in its own way. Not asked first: a folder would be searched for a glob. */
  private static boolean isMissing(ResourceId file, Exception failure) {
    try {
      return FileSystems.match(file.toString()).status() == MatchResult.Status.NOT_FOUND;
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
      return false;
    }
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
    ResourceId draft = resource("scratch/draft-" + UUID.randomUUID());
    try {
      try (OutputStream out =
          new BufferedOutputStream(
              new TimeLimitedOutputStream(create(draft), timeLimiter), BUFFER_BYTES)) {
        content.transferTo(out);
      }
      ResourceId file = resource(name);
      timeLimiter.run(() -> FileSystems.rename(List.of(draft), List.of(file)));
    } catch (IOException e) {
      delete(draft, e);
      throw e;
    }
  }

  private OutputStream create(ResourceId file) throws RemoteException {
    return timeLimiter.call(
        () -> Channels.newOutputStream(FileSystems.create(file, MimeTypes.BINARY)));
  }

  /** As far as the file system lets it: it has just failed. */
  private void delete(ResourceId draft, IOException failure) {
    try {
      timeLimiter.run(() -> FileSystems.delete(List.of(draft)));
    } catch (RemoteException e) {
      failure.addSuppressed(e);
    }
  }

  private ResourceId resource(String name) {
    ResourceId resource = root;
    String[] parts = name.split("/", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      resource = resource.resolve(parts[i], StandardResolveOptions.RESOLVE_DIRECTORY);
    }
    return resource.resolve(parts[parts.length - 1], StandardResolveOptions.RESOLVE_FILE);
  }

  @Override
  public String toString() {
    return root.toString();
  }
}
