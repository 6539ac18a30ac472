package io.reprise.stages.ingest;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.file.SequentialInputStream;
import io.reprise.stages.file.StageFiles;
import io.reprise.stages.spi.StoredFile;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.Locale;

/**
 * A dataset's file, unpacked where its name says gzip, which counts bytes and says in its
 * exceptions which file is damaged and where.
 */
final class SourceStream extends SequentialInputStream {

  private static final int BUFFER_BYTES = 1 << 16;
  private static final byte[] GZIP_MAGIC = {0x1f, (byte) 0x8b};

  private final String name;
  private final boolean packed;
  private long position;

  private SourceStream(InputStream in, String name, boolean packed) {
    super(in);
    this.name = name;
    this.packed = packed;
  }

  static SourceStream open(StoredFile file) throws IOException {
    String name = file.name();
    BufferedInputStream raw = new BufferedInputStream(StageFiles.open(file), BUFFER_BYTES);
    try {
      raw.mark(GZIP_MAGIC.length);
      byte[] head = raw.readNBytes(GZIP_MAGIC.length);
      raw.reset();
      if (head.length == 0) {
        throw wrong(name, "is empty; get the file again");
      }
      boolean packed = isPacked(name);
      if (packed && !Arrays.equals(head, GZIP_MAGIC)) {
        throw wrong(name, "is not gzip data, though its name says so; unpack or rename it");
      }
      return new SourceStream(packed ? unpacked(raw, name) : raw, name, packed);
    } catch (EOFException e) {
      raw.close();
      throw wrong(name, "is cut off within the gzip header; get the file again");
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  /** Some bytes of a file that is not packed; positions count from the file's own beginning. */
  static SourceStream open(StoredFile file, ByteRange range) throws IOException {
    InputStream raw = StageFiles.openRange(file, range.start(), range.bytes(), range.digest());
    SourceStream in =
        new SourceStream(new BufferedInputStream(raw, BUFFER_BYTES), file.name(), false);
    in.position = range.start();
    return in;
  }

  /** Whether a file of this name is unpacked while it is read. */
  static boolean isPacked(String name) {
    return name.endsWith(".gz") || name.endsWith(".tgz");
  }

  private static InputStream unpacked(BufferedInputStream raw, String name) throws IOException {
    try {
      // Inflating a single image or label at a time takes longer.
      return new BufferedInputStream(new GzipMembers(raw), BUFFER_BYTES);
    } catch (EOFException | FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw new ReportedException(
          name + ": is damaged: its gzip header is wrong; get the file again", e);
    }
  }

  /** A one-line problem with a place in a dataset's file. */
  static ReportedException wrong(String place, String problem, Object... values) {
    return new ReportedException(place + ": " + String.format(Locale.ROOT, problem, values));
  }

  String name() {
    return name;
  }

  /** Bytes read so far, after unpacking. */
  long position() {
    return position;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      int count = in.read(bytes, offset, length);
      position += Math.max(count, 0);
      return count;
    } catch (EOFException e) {
      throw new ReportedException(
          damaged("is cut off: the gzip data ends after %,d unpacked bytes; get the file again"),
          e);
    } catch (IOException e) {
      if (!packed) {
        throw e;
      }
      throw new ReportedException(
          damaged(
              "is damaged: the gzip data is wrong after %,d unpacked bytes; get the file again"),
          e);
    }
  }

  private String damaged(String problem) {
    return name + ": " + String.format(Locale.ROOT, problem, position);
  }
}
