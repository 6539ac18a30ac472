package io.reprise.stages.ingest;

import io.reprise.stages.dataset.Split;
import java.io.IOException;

/** Reads a table of pixels and a table of labels side by side. */
final class CsvPairReader {

  private CsvPairReader() {}

  static void read(SplitSource source, Split.CsvPair split, SplitSource.Sink sink)
      throws IOException {
    try (SourceStream imageStream = source.open(split.pixels());
        SourceStream labelStream = source.open(split.labels())) {
      CsvFile images =
          new CsvFile(
              imageStream, split.header(), split.delimiter(), n -> n == source.shape().values());
      CsvFile labels =
          new CsvFile(
              labelStream,
              split.header(),
              split.delimiter(),
              n -> split.labelColumn() == null && n == 1);
      int labelColumn =
          CsvColumns.label(labels, split.labels(), split.header(), split.labelColumn());
      images.warning().ifPresent(sink::warning);
      labels.warning().ifPresent(sink::warning);
      long id = 0;
      NumberRow image = images.next();
      NumberRow label = labels.next();
      while (image != null && label != null) {
        if (split.labelColumn() == null) {
          labels.requireColumns(label, 1);
        }
        byte[] pixels = CsvColumns.pixels(images, image, source.shape().values(), -1);
        int number = CsvColumns.labelValue(source, labels, label, labelColumn);
        if (sink.wants(id, number)) {
          sink.row(id, number, pixels);
        }
        id++;
        image = images.next();
        label = labels.next();
      }
      if (id == 0) {
        throw SourceStream.wrong(image == null ? split.pixels() : split.labels(), "has no rows");
      }
      requireSameLength(split, images, labels, id, image != null, label != null);
    }
  }

  private static void requireSameLength(
      Split.CsvPair split,
      CsvFile images,
      CsvFile labels,
      long rows,
      boolean moreImages,
      boolean moreLabels) {
    if (moreImages || moreLabels) {
      throw SourceStream.wrong(
          split.pixels(),
          "has %,d rows of data, but %s has %,d; has one of them a header and the other none?",
          rows + (moreImages ? 1 + rest(images) : 0),
          split.labels(),
          rows + (moreLabels ? 1 + rest(labels) : 0));
    }
  }

  private static long rest(CsvFile file) {
    long rows = 0;
    while (file.next() != null) {
      rows++;
    }
    return rows;
  }
}
