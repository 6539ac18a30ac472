package io.reprise.stages.file;

import io.reprise.schemas.digest.Digest;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.StoredFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.OptionalLong;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * Reads files wherever Beam's {@code FileSystems} reach, and writes those that are no part of an
 * artifact: checkpoints and progress. Those of an artifact are written by {@link Attempt}.
 */
public final class StageFiles {

  private StageFiles() {}

  /**
   * A stream over the file's bytes, for the caller to close; not buffered. When it ends or is
   * closed, what was read has been compared with the file's digest.
   *
   * @throws ChangedFileException by its methods, when the file has other bytes
   */
  public static InputStream open(StoredFile file) throws IOException {
    return new VerifiedInputStream(open(file.uri()), file);
  }

  /**
   * A channel that can be positioned, for the caller to close. The whole file is compared with its
   * digest first: what is read again comes from the system's memory.
   *
   * @throws ChangedFileException when the file has other bytes
   */
  public static SeekableByteChannel openSeekable(StoredFile file) throws IOException {
    SeekableByteChannel channel = openSeekable(file.uri());
    try {
      if (!Digest.of(Channels.newInputStream(channel)).equals(file.digest())) {
        throw new ChangedFileException(file);
      }
      return channel.position(0);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * @throws ChangedFileException when the file has other bytes than its digest says
   */
  public static byte[] readBytes(StoredFile file) throws IOException {
    try (InputStream in = open(file)) {
      return in.readAllBytes();
    }
  }

  /**
   * @throws ChangedFileException when the file has other bytes than its digest says
   */
  public static String readText(StoredFile file) throws IOException {
    return new String(readBytes(file), StandardCharsets.UTF_8);
  }

  private static InputStream open(String uri) throws IOException {
    return Channels.newInputStream(FileSystems.open(resource(uri)));
  }

  /**
   * A stream over some bytes of the file, for the caller to close; not buffered. When it ends or is
   * closed, what was read has been compared with the digest of these bytes.
   *
   * @param start of the first byte, from 0
   * @param digest of the bytes, made when the whole file was compared with its own
   * @throws ChangedFileException by its methods, when the file has other bytes there
   */
  public static InputStream openRange(StoredFile file, long start, long bytes, Digest digest)
      throws IOException {
    InputStream range = RangeInputStream.of(openSeekable(file.uri()), start, bytes);
    return new VerifiedInputStream(range, file, digest);
  }

  /** How many bytes a file has that can be read from its middle; empty for others. */
  public static OptionalLong seekableSize(StoredFile file) throws IOException {
    try (ReadableByteChannel channel = FileSystems.open(resource(file.uri()))) {
      return channel instanceof SeekableByteChannel seekable
          ? OptionalLong.of(seekable.size())
          : OptionalLong.empty();
    }
  }

  private static SeekableByteChannel openSeekable(String uri) throws IOException {
    ReadableByteChannel channel = FileSystems.open(resource(uri));
    if (channel instanceof SeekableByteChannel seekable) {
      return seekable;
    }
    channel.close();
    throw new IOException("the file system of " + uri + " cannot read from the middle of a file");
  }

  /** Of a file of the stage's own, such as a checkpoint. */
  public static byte[] readBytes(String uri) throws IOException {
    try (InputStream in = open(uri)) {
      return in.readAllBytes();
    }
  }

  /**
   * Opens the file to find out, since Beam's matching takes a path such as {@code a[1]} for a glob.
   */
  public static boolean exists(String uri) throws IOException {
    try (InputStream in = open(uri)) {
      return true;
    } catch (FileNotFoundException | NoSuchFileException e) {
      return false;
    }
  }

  public static void writeText(String uri, String text) throws IOException {
    write(uri, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Writes a file under another name and then moves it, so that a worker that dies or is repeated
   * never leaves half a file; a file that is already there is replaced.
   */
  public static void write(String uri, Attempt.Filler filler) throws IOException {
    write(uri, filler, false);
  }

  /** The same, so that a power cut leaves the old file or the new one, and no half of either. */
  public static void writeDurably(String uri, Attempt.Filler filler) throws IOException {
    write(uri, filler, true);
  }

  private static void write(String uri, Attempt.Filler filler, boolean durably) throws IOException {
    try (FileDraft draft = new FileDraft(uri)) {
      filler.fill(draft.out());
      if (durably) {
        draft.sync();
      }
      draft.publish();
    }
  }

  private static ResourceId resource(String uri) {
    return FileSystems.matchNewResource(uri, false);
  }
}
