package io.reprise.stages.dataset;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the rows of a dataset's train or test part are; file names are relative, with {@code /}.
 */
public sealed interface Split extends Serializable {

  /** Rows that the dataset's maker promises; null where nobody does. */
  @Nullable Long rows();

  /** Files, or the one folder, that must be there. */
  List<String> files();

  /** Images and labels as IDX files. */
  record Idx(@Nullable Long rows, String images, String labels) implements Split {
    @Override
    public List<String> files() {
      return List.of(images, labels);
    }
  }

  /**
   * One table with a column of labels; all other columns are pixels, channel by channel.
   *
   * @param labelColumn its name, or without a header its number from 1
   * @param delimiter between cells: {@code , ; tab |}; null where each file shows it
   */
  record CsvTable(
      @Nullable Long rows,
      String table,
      boolean header,
      String labelColumn,
      @Nullable String delimiter)
      implements Split {

    public CsvTable(@Nullable Long rows, String table, boolean header, String labelColumn) {
      this(rows, table, header, labelColumn, null);
    }

    @Override
    public List<String> files() {
      return List.of(table);
    }
  }

  /**
   * A table of pixels, channel by channel, and a table of labels with as many rows.
   *
   * @param header whether both have one
   * @param labelColumn as in {@link CsvTable}; null for the only column
   * @param delimiter as in {@link CsvTable}
   */
  record CsvPair(
      @Nullable Long rows,
      String pixels,
      String labels,
      boolean header,
      @Nullable String labelColumn,
      @Nullable String delimiter)
      implements Split {

    public CsvPair(
        @Nullable Long rows,
        String pixels,
        String labels,
        boolean header,
        @Nullable String labelColumn) {
      this(rows, pixels, labels, header, labelColumn, null);
    }

    @Override
    public List<String> files() {
      return List.of(pixels, labels);
    }
  }

  /**
   * Records of one label byte and the pixels, as CIFAR-10 has them.
   *
   * @param archive tar or tar.gz that the batches are in; null for files of their own
   */
  record CifarBinary(@Nullable Long rows, @Nullable String archive, List<String> batches)
      implements Split {
    public CifarBinary {
      batches = List.copyOf(batches);
    }

    @Override
    public List<String> files() {
      return archive == null ? batches : List.of(archive);
    }
  }

  /**
   * JPEG or PNG files in one folder for each class.
   *
   * @param archive tar or tar.gz that the folder is in; null for a real folder
   * @param folder of the class folders
   * @param resize whether images of another size than the dataset's are stretched or shrunk to it
   * @param convert whether images of other channels, depth or transparency are made to fit
   */
  record ImageFolders(
      @Nullable Long rows, @Nullable String archive, String folder, boolean resize, boolean convert)
      implements Split {
    @Override
    public List<String> files() {
      return Stream.of(Objects.requireNonNullElse(archive, folder)).toList();
    }
  }
}
