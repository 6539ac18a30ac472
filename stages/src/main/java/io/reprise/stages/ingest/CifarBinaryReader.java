package io.reprise.stages.ingest;

import io.reprise.stages.dataset.Split;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads batches of records of one label byte and the pixels, channel by channel. */
final class CifarBinaryReader {

  private CifarBinaryReader() {}

  static void read(SplitSource source, Split.CifarBinary split, SplitSource.Sink sink)
      throws IOException {
    String archive = split.archive();
    if (archive == null) {
      long id = 0;
      for (String batch : split.batches()) {
        try (SourceStream in = source.open(batch)) {
          id += readBatch(source, batch, in, id, 0, sink);
        }
      }
    } else {
      readArchive(source, archive, split, sink);
    }
  }

  /** Twice: where a batch's rows begin is known once the sizes of those before it are. */
  private static void readArchive(
      SplitSource source, String archive, Split.CifarBinary split, SplitSource.Sink sink)
      throws IOException {
    Map<String, Long> sizes = new HashMap<>();
    TarArchive.forEachFile(source, archive, (path, size, content) -> sizes.put(path, size));
    Map<String, Long> firstIds = new HashMap<>();
    long id = 0;
    for (String batch : split.batches()) {
      Long size = sizes.get(batch);
      if (size == null) {
        throw SourceStream.wrong(archive, "has no file %s", batch);
      }
      firstIds.put(batch, id);
      id += size / (1 + source.shape().values());
    }
    TarArchive.forEachFile(
        source,
        archive,
        (path, size, content) -> {
          Long first = firstIds.get(path);
          if (first != null) {
            readBatch(source, archive + "/" + path, content, first, 0, sink);
          }
        });
  }

  /** Where the batches are cut; a range may have rows of several. */
  static List<RowRange> cut(SplitSource source, Split.CifarBinary split, CutRule rule)
      throws IOException {
    FileCutter cutter = new FileCutter();
    long row = 0;
    for (String batch : split.batches()) {
      cutter.begin(batch, 0, 0);
      try (SourceStream in = source.open(batch)) {
        row += cutBatch(source, in, row, rule, cutter);
      }
      cutter.endFile();
    }
    return SplitRanges.of(cutter.cuts(), List.of(cutter.ranges()), List.of());
  }

  private static long cutBatch(
      SplitSource source, SourceStream in, long firstRow, CutRule rule, FileCutter cutter)
      throws IOException {
    byte[] image = new byte[1 + source.shape().values()];
    long rows = 0;
    while (readRecord(source, in.name(), in, image, rows)) {
      long row = firstRow + rows;
      if (row > 0 && rule.cutBefore(row, cutter.bytesInRange())) {
        cutter.cut(row, 0);
      }
      cutter.add(image, 0, image.length);
      rows++;
    }
    return rows;
  }

  static void readRange(SplitSource source, RowRange range, SplitSource.Sink sink)
      throws IOException {
    long row = range.firstRow();
    for (ByteRange bytes : range.bytes()) {
      try (SourceStream in = source.open(bytes)) {
        long before = bytes.start() / (1 + source.shape().values());
        row += readBatch(source, bytes.file(), in, row, before, sink);
      }
    }
    range.requireEnd(row);
  }

  /**
   * Passes on the rows of a batch, or of a part of one.
   *
   * @param before rows of the batch before these
   */
  private static long readBatch(
      SplitSource source,
      String name,
      InputStream in,
      long firstId,
      long before,
      SplitSource.Sink sink)
      throws IOException {
    byte[] image = new byte[1 + source.shape().values()];
    long rows = 0;
    while (readRecord(source, name, in, image, before + rows)) {
      int label = source.checkedLabel(image[0] & 0xff, name, before + rows + 1);
      if (sink.wants(firstId + rows, label)) {
        sink.row(firstId + rows, label, Arrays.copyOfRange(image, 1, image.length));
      }
      rows++;
    }
    return rows;
  }

  /**
   * Whether there was another record.
   *
   * @param before records of the batch before it
   */
  private static boolean readRecord(
      SplitSource source, String name, InputStream in, byte[] record, long before)
      throws IOException {
    int n = in.readNBytes(record, 0, record.length);
    if (n > 0 && n < record.length) {
      throw SourceStream.wrong(
          name + ", row " + (before + 1),
          "the file has %,d bytes, which is no multiple of %,d (a label and %,d pixels)",
          before * record.length + n,
          record.length,
          source.shape().values());
    }
    if (n == 0 && before == 0) {
      throw SourceStream.wrong(name, "has no rows");
    }
    return n > 0;
  }
}
