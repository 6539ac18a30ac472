package io.reprise.stages.ingest;

import io.reprise.stages.dataset.Split;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads a table of pixels and a table of labels side by side. */
final class CsvPairReader {

  private final SplitSource source;
  private final Split.CsvPair split;
  private final CsvFile images;
  private final CsvFile labels;
  private @Nullable NumberRow image;
  private @Nullable NumberRow label;

  private CsvPairReader(SplitSource source, Split.CsvPair split, CsvFile images, CsvFile labels) {
    this.source = source;
    this.split = split;
    this.images = images;
    this.labels = labels;
  }

  static void read(SplitSource source, Split.CsvPair split, SplitSource.Sink sink)
      throws IOException {
    try (SourceStream imageStream = source.open(split.pixels());
        SourceStream labelStream = source.open(split.labels())) {
      CsvFile images = openImages(source, split, imageStream);
      CsvFile labels = openLabels(split, labelStream);
      images.head().warnings().forEach(sink::warning);
      labels.head().warnings().forEach(sink::warning);
      new CsvPairReader(source, split, images, labels).readAll(sink);
    }
  }

  static void readLabels(SplitSource source, Split.CsvPair split, SplitSource.LabelSink sink)
      throws IOException {
    try (SourceStream in = source.open(split.labels())) {
      CsvFile labels = openLabels(split, in);
      int column = CsvColumns.label(labels.head(), split.labels(), split.labelColumn());
      long id = 0;
      for (NumberRow row = labels.next(); row != null; row = labels.next()) {
        if (split.labelColumn() == null) {
          labels.requireColumns(row, 1);
        }
        sink.label(id++, CsvColumns.labelValue(source, labels, row, column));
      }
    }
  }

  /** The beginning of the table of pixels. */
  static CsvFile openImages(SplitSource source, Split.CsvPair split, InputStream in)
      throws IOException {
    return new CsvFile(
        in,
        split.pixels(),
        split.header(),
        split.delimiter(),
        columns -> columns == source.shape().values());
  }

  /** The beginning of the table of labels. */
  static CsvFile openLabels(Split.CsvPair split, InputStream in) throws IOException {
    return new CsvFile(
        in,
        split.labels(),
        split.header(),
        split.delimiter(),
        columns -> split.labelColumn() == null && columns == 1);
  }

  static void readRange(
      SplitSource source, Split.CsvPair split, RowRange range, SplitSource.Sink sink)
      throws IOException {
    ByteRange imageBytes = range.bytes().get(0);
    ByteRange labelBytes = range.bytes().get(1);
    try (SourceStream imageStream = source.open(imageBytes);
        SourceStream labelStream = source.open(labelBytes)) {
      CsvFile images = new CsvFile(imageStream, range.heads().get(0), imageBytes.firstLine());
      CsvFile labels = new CsvFile(labelStream, range.heads().get(1), labelBytes.firstLine());
      CsvPairReader reader = new CsvPairReader(source, split, images, labels);
      long end = reader.rows(range.firstRow(), sink);
      reader.requireSameLength(end);
      range.requireEnd(end);
    }
  }

  private void readAll(SplitSource.Sink sink) throws IOException {
    long rows = rows(0, sink);
    if (rows == 0) {
      throw SourceStream.wrong(image == null ? split.pixels() : split.labels(), "has no rows");
    }
    requireSameLength(rows);
  }

  /** Returns the number of the row after the last that both have. */
  private long rows(long firstRow, SplitSource.Sink sink) throws IOException {
    int labelColumn = CsvColumns.label(labels.head(), split.labels(), split.labelColumn());
    long id = firstRow;
    image = images.next();
    label = labels.next();
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
    return id;
  }

  private void requireSameLength(long rows) {
    if (image != null || label != null) {
      throw SourceStream.wrong(
          split.pixels(),
          "has %,d rows of data, but %s has %,d; has one of them a header and the other none?",
          rows + (image != null ? 1 + rest(images) : 0),
          split.labels(),
          rows + (label != null ? 1 + rest(labels) : 0));
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
