package io.reprise.stages.ingest;

import io.reprise.stages.dataset.ImageShape;
import io.reprise.stages.dataset.Split;
import io.reprise.stages.spi.StoredFile;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
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
    /** A row with its number from 0, which is its id. */
    void row(long id, int label, String origin, byte[] bytes) throws IOException;

    /** A line about a file that can be read, but is suspicious. */
    void warning(String line);
  }

  /** Passes on every row of the split, and is sure that nothing is left over. */
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

  /** Rows that the dataset's maker promises; 0 where nobody does. */
  long promisedRows() {
    Long rows = split.rows();
    return rows == null ? 0 : rows;
  }

  SourceStream open(String name) throws IOException {
    StoredFile file = files.get(name);
    if (file == null) {
      throw new IllegalArgumentException("the split was given no file " + name);
    }
    return SourceStream.open(file);
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
}
