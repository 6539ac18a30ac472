package io.reprise.stages.ingest;

import io.reprise.schemas.digest.Digest;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts files into ranges of rows while somebody goes through them: notes where each range begins
 * and ends, and makes its digest. Bytes before the first {@link #begin} are in no range.
 */
final class FileCutter {

  private final List<Long> cuts = new ArrayList<>();
  private final List<List<ByteRange>> ranges = new ArrayList<>();
  private List<ByteRange> range = new ArrayList<>();
  private @Nullable MessageDigest sha256;
  private String file = "";
  private long start;
  private long firstLine;
  private long bytes;
  private long bytesInRange;

  /**
   * Goes on in a file.
   *
   * @param position of the first byte of the file's rows
   * @param line the number of its line; 0 where the file is no text
   */
  void begin(String name, long position, long line) {
    file = name;
    start = position;
    firstLine = line;
    bytes = 0;
    sha256 = Digest.sha256();
  }

  /** The next bytes of the file. */
  void add(byte[] buffer, int offset, int length) {
    if (sha256 != null) {
      sha256.update(buffer, offset, length);
      bytes += length;
      bytesInRange += length;
    }
  }

  /** Of the range so far, in all of its files. */
  long bytesInRange() {
    return bytesInRange;
  }

  /**
   * Begins a new range with the next byte.
   *
   * @param row the range's first one
   * @param line of the next byte; 0 where the file is no text
   */
  void cut(long row, long line) {
    String name = file;
    long next = start + bytes;
    endFile();
    endRange();
    cuts.add(row);
    begin(name, next, line);
  }

  /** The file has no more rows. */
  void endFile() {
    if (sha256 != null && bytes > 0) {
      range.add(new ByteRange(file, start, bytes, Digest.finished(sha256), firstLine));
    }
    sha256 = null;
  }

  private void endRange() {
    ranges.add(range);
    range = new ArrayList<>();
    bytesInRange = 0;
  }

  /** The first rows of all ranges but the first. */
  List<Long> cuts() {
    return List.copyOf(cuts);
  }

  /** All ranges, when all files have ended. */
  List<List<ByteRange>> ranges() {
    List<List<ByteRange>> all = new ArrayList<>(ranges);
    all.add(range);
    return all;
  }
}
