package io.reprise.stages.ingest;

import io.reprise.stages.dataset.ImageShape;
import io.reprise.stages.dataset.Split;
import java.io.IOException;
import java.util.List;

/** Reads images and labels side by side from two IDX files. */
final class IdxSplitReader {

  private static final int IMAGE_RANK = 3;
  private static final int LABEL_RANK = 1;

  private IdxSplitReader() {}

  static void read(SplitSource source, Split.Idx split, SplitSource.Sink sink) throws IOException {
    try (SourceStream imageStream = source.open(split.images());
        SourceStream labelStream = source.open(split.labels())) {
      IdxFile images = new IdxFile(imageStream, IMAGE_RANK, "image");
      IdxFile labels = new IdxFile(labelStream, LABEL_RANK, "label");
      checkHeaders(source.shape(), split, images, labels);
      for (int row = 0; row < images.rows(); row++) {
        byte[] pixels = images.next();
        int label = label(source, split, labels, row);
        if (sink.wants(row, label)) {
          sink.row(row, label, pixels.clone());
        }
      }
      images.requireEnd();
      labels.requireEnd();
    }
  }

  /** Where the rows of both files are cut, in the same places. */
  static List<RowRange> cut(SplitSource source, Split.Idx split, CutRule rule) throws IOException {
    try (SourceStream imageStream = source.open(split.images());
        SourceStream labelStream = source.open(split.labels())) {
      IdxFile images = new IdxFile(imageStream, IMAGE_RANK, "image");
      IdxFile labels = new IdxFile(labelStream, LABEL_RANK, "label");
      checkHeaders(source.shape(), split, images, labels);
      FileCutter imageCutter = cut(imageStream, images, rule);
      FileCutter labelCutter = cut(labelStream, labels, CutRule.at(imageCutter.cuts()));
      return SplitRanges.of(
          imageCutter.cuts(), List.of(imageCutter.ranges(), labelCutter.ranges()), List.of());
    }
  }

  private static FileCutter cut(SourceStream in, IdxFile items, CutRule rule) throws IOException {
    FileCutter cutter = new FileCutter();
    cutter.begin(in.name(), in.position(), 0);
    for (int row = 0; row < items.rows(); row++) {
      if (row > 0 && rule.cutBefore(row, cutter.bytesInRange())) {
        cutter.cut(row, 0);
      }
      byte[] item = items.next();
      cutter.add(item, 0, item.length);
    }
    items.requireEnd();
    cutter.endFile();
    return cutter;
  }

  static void readRange(SplitSource source, Split.Idx split, RowRange range, SplitSource.Sink sink)
      throws IOException {
    try (SourceStream images = source.open(range.bytes().get(0));
        SourceStream labels = source.open(range.bytes().get(1))) {
      long row = range.firstRow();
      for (int label = labels.read(); label >= 0; label = labels.read()) {
        byte[] pixels = images.readNBytes(source.shape().values());
        if (pixels.length < source.shape().values()) {
          throw new IllegalStateException("a range has fewer images than labels");
        }
        source.checkedLabel(label, split.labels(), row + 1);
        if (sink.wants(row, label)) {
          sink.row(row, label, pixels);
        }
        row++;
      }
      range.requireEnd(row);
    }
  }

  static void readLabels(SplitSource source, Split.Idx split, SplitSource.LabelSink sink)
      throws IOException {
    try (SourceStream stream = source.open(split.labels())) {
      IdxFile labels = new IdxFile(stream, LABEL_RANK, "label");
      for (int row = 0; row < labels.rows(); row++) {
        sink.label(row, label(source, split, labels, row));
      }
    }
  }

  private static int label(SplitSource source, Split.Idx split, IdxFile labels, int row)
      throws IOException {
    int label = labels.next()[0] & 0xff;
    return source.checkedLabel(label, split.labels(), row + 1);
  }

  private static void checkHeaders(
      ImageShape shape, Split.Idx split, IdxFile images, IdxFile labels) {
    int height = images.dimensions().get(1);
    int width = images.dimensions().get(2);
    if (height != shape.height() || width != shape.width()) {
      throw SourceStream.wrong(
          split.images(),
          "has images of %,d x %,d pixels, but the dataset's shape is %,d x %,d",
          height,
          width,
          shape.height(),
          shape.width());
    }
    if (images.rows() != labels.rows()) {
      throw SourceStream.wrong(
          split.images(),
          "has %,d images, but %s has %,d labels; they are not of one set",
          images.rows(),
          split.labels(),
          labels.rows());
    }
  }
}
