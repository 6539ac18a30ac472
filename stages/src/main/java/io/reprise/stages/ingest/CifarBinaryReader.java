package io.reprise.stages.ingest;

import io.reprise.stages.dataset.Split;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
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
          id += readBatch(source, batch, in, id, sink);
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
            readBatch(source, archive + "/" + path, content, first, sink);
          }
        });
  }

  private static long readBatch(
      SplitSource source, String name, InputStream in, long firstId, SplitSource.Sink sink)
      throws IOException {
    byte[] image = new byte[1 + source.shape().values()];
    long rows = 0;
    for (int n = in.readNBytes(image, 0, image.length);
        n > 0;
        n = in.readNBytes(image, 0, image.length)) {
      if (n < image.length) {
        throw SourceStream.wrong(
            name + ", row " + (rows + 1),
            "the file has %,d bytes, which is no multiple of %,d (a label and %,d pixels)",
            rows * image.length + n,
            image.length,
            source.shape().values());
      }
      int label = source.checkedLabel(image[0] & 0xff, name, rows + 1);
      if (sink.wants(firstId + rows, label)) {
        sink.row(firstId + rows, label, Arrays.copyOfRange(image, 1, image.length));
      }
      rows++;
    }
    if (rows == 0) {
      throw SourceStream.wrong(name, "has no rows");
    }
    return rows;
  }
}
