package io.reprise.stages.ingest;

import io.reprise.stages.dataset.ImageShape;
import io.reprise.stages.dataset.Split;
import io.reprise.stages.file.StageFiles;
import io.reprise.stages.spi.StoredFile;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * All that a worker needs to read one split.
 *
 * @param name train or test
 * @param classes of the dataset, in the order of the labels
 * @param files by the name that messages call them
 */
record SplitSource(
    String name,
    Split split,
    ImageShape shape,
    List<String> classes,
    TreeMap<String, StoredFile> files)
    implements Serializable {

  SplitSource(
      String name,
      Split split,
      ImageShape shape,
      List<String> classes,
      Map<String, StoredFile> files) {
    this(name, split, shape, List.copyOf(classes), new TreeMap<>(files));
  }

  /** What a reader passes on. */
  interface Sink {
    /**
     * Whether {@link #row} is to be called for a row; asked once for every row that there is.
     *
     * @param id the row's number from 0
     */
    boolean wants(long id, int label) throws IOException;

    /**
     * A row that is wanted.
     *
     * @param pixels channel by channel, row by row; the callee's to keep
     */
    void row(long id, int label, byte[] pixels) throws IOException;

    /** A line about a file that can be read, but is suspicious. */
    void warning(String line);
  }

  /** Takes labels in any order. */
  @FunctionalInterface
  interface LabelSink {
    void label(long id, int label);
  }

  /** Passes on the label of every row of the split. */
  void readLabels(LabelSink labels) throws IOException {
    if (split instanceof Split.Idx idx) {
      IdxSplitReader.readLabels(this, idx, labels);
    } else if (split instanceof Split.CsvTable table) {
      CsvTableReader.readLabels(this, table, labels);
    } else if (split instanceof Split.CsvPair pair) {
      CsvPairReader.readLabels(this, pair, labels);
    } else {
      read(new LabelsOnly(labels));
    }
  }

  private record LabelsOnly(LabelSink labels) implements Sink {
    @Override
    public boolean wants(long id, int label) {
      labels.label(id, label);
      return false;
    }

    @Override
    public void row(long id, int label, byte[] pixels) {
      throw new IllegalStateException("nobody wanted row " + id);
    }

    @Override
    public void warning(String line) {} // said when the rows are read
  }

  /** Whether rows come in the order of their ids: those of an archive stand in its own order. */
  boolean isOrdered() {
    return (split instanceof Split.ImageFolders images && images.archive() == null)
        || (split instanceof Split.CifarBinary batches && batches.archive() == null)
        || split instanceof Split.Idx
        || split instanceof Split.CsvTable
        || split instanceof Split.CsvPair;
  }

  /** Goes through every row of the split, and is sure that nothing is left over. */
  void read(Sink sink) throws IOException {
    if (split instanceof Split.Idx idx) {
      IdxSplitReader.read(this, idx, sink);
    } else if (split instanceof Split.CsvTable table) {
      CsvTableReader.read(this, table, sink);
    } else if (split instanceof Split.CsvPair pair) {
      CsvPairReader.read(this, pair, sink);
    } else if (split instanceof Split.CifarBinary binary) {
      CifarBinaryReader.read(this, binary, sink);
    } else if (split instanceof Split.ImageFolders folders) {
      ImageFoldersReader.read(this, folders, sink);
    }
  }

  /** Goes through the rows of a range, and no others. */
  void read(RowRange range, Sink sink) throws IOException {
    if (split instanceof Split.Idx idx) {
      IdxSplitReader.readRange(this, idx, range, sink);
    } else if (split instanceof Split.CsvTable table) {
      CsvTableReader.readRange(this, table, range, sink);
    } else if (split instanceof Split.CsvPair pair) {
      CsvPairReader.readRange(this, pair, range, sink);
    } else if (split instanceof Split.CifarBinary) {
      CifarBinaryReader.readRange(this, range, sink);
    } else if (split instanceof Split.ImageFolders folders) {
      ImageFoldersReader.readRange(this, folders, range, sink);
    }
  }

  SourceStream open(String name) throws IOException {
    return SourceStream.open(file(name));
  }

  SourceStream open(ByteRange range) throws IOException {
    return SourceStream.open(file(range.file()), range);
  }

  /** Bytes of a file that can be read from its middle; empty for others. */
  OptionalLong seekableSize(String name) throws IOException {
    return StageFiles.seekableSize(file(name));
  }

  StoredFile file(String name) {
    StoredFile file = files.get(name);
    if (file == null) {
      throw new IllegalArgumentException("the split was given no file " + name);
    }
    return file;
  }

  /** The same split with some of its files alone. */
  SplitSource withFiles(Map<String, StoredFile> some) {
    return new SplitSource(name, split, shape, classes, some);
  }

  /**
   * The label, if it is one.
   *
   * @param place file and row, for the message
   */
  int checkedLabel(long label, String place) {
    if (label < 0 || label >= classes.size()) {
      throw SourceStream.wrong(
          place,
          "label %,d is none of the %,d classes (0 to %,d)",
          label,
          classes.size(),
          classes.size() - 1);
    }
    return (int) label;
  }

  /** The same without the cost of a place for labels that are right. */
  int checkedLabel(long label, String file, long row) {
    return label >= 0 && label < classes.size()
        ? (int) label
        : checkedLabel(label, file + ", row " + row);
  }
}
