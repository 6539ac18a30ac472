package io.reprise.pipelines.filesystem;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * Files wherever Beam's {@code FileSystems} reach, which find their parts by the thread's context
 * class loader. Public for {@code ServiceLoader}.
 */
public final class BeamFiles implements RemoteFiles {

  @Override
  public String folder(String uri) {
    String folder = StoreUri.folder(uri).toString();
    return folder.endsWith("/") ? folder : folder + "/";
  }

  @Override
  public Optional<InputStream> open(String file) throws IOException {
    try {
      return Optional.of(Channels.newInputStream(FileSystems.open(resource(file))));
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
  private static boolean isMissing(String file, Exception failure) {
    try {
      return FileSystems.match(file).status() == MatchResult.Status.NOT_FOUND;
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
      return false;
    }
  }

  @Override
  public OutputStream create(String file) throws IOException {
    return Channels.newOutputStream(FileSystems.create(resource(file), MimeTypes.BINARY));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    FileSystems.rename(List.of(resource(from)), List.of(resource(to)));
  }

  @Override
  public void delete(String file) throws IOException {
    FileSystems.delete(List.of(resource(file)));
  }

  private static ResourceId resource(String file) {
    return FileSystems.matchNewResource(file, false);
  }
}
