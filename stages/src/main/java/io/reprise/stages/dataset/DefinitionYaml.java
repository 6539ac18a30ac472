package io.reprise.stages.dataset;

import io.reprise.schemas.problem.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the part of a dataset's file that decides which examples come out. */
final class DefinitionYaml {

  /** The top keys that this class reads. */
  static final List<String> KEYS =
      List.of(
          "dataset",
          "shape",
          "classes",
          "format",
          "header",
          "labelColumn",
          "delimiter",
          "resize",
          "convert",
          "splits");

  private static final List<String> DELIMITERS = List.of(",", ";", "tab", "|");
  private static final String IMAGE_FOLDERS = "image-folders";

  private static final int LARGEST_SIDE = 4096;
  private static final List<String> FORMATS = List.of("idx", "csv", "cifar-binary", IMAGE_FOLDERS);

  private DefinitionYaml() {}

  static DatasetDefinition parse(Fields top) {
    Map<String, Split> splits = new LinkedHashMap<>();
    Fields given = top.map("splits");
    given.allow(List.of("train", "test"));
    splits.put("train", split(top, given.map("train")));
    if (given.has("test")) {
      splits.put("test", split(top, given.map("test")));
    }
    return new DatasetDefinition(top.text("dataset"), shape(top), top.texts("classes"), splits);
  }

  private static ImageShape shape(Fields top) {
    Fields shape = top.map("shape");
    shape.allow(List.of("height", "width", "channels"));
    long channels = shape.count("channels");
    if (channels != 1 && channels != 3) {
      throw shape.wrong("channels", "shape.channels must be 1 or 3, not " + channels);
    }
    if (channels == 3 && top.text("format").equals("idx")) {
      throw shape.wrong("channels", "IDX images are grey: shape.channels must be 1");
    }
    return new ImageShape(side(shape, "height"), side(shape, "width"), (int) channels);
  }

  private static int side(Fields shape, String key) {
    long side = shape.count(key);
    if (side > LARGEST_SIDE) {
      throw shape.wrong(key, "shape." + key + " must be at most " + LARGEST_SIDE + ", not " + side);
    }
    return (int) side;
  }

  private static Split split(Fields top, Fields split) {
    String format = top.text("format");
    allowFor("csv", List.of("header", "labelColumn", "delimiter"), top, format);
    allowFor(IMAGE_FOLDERS, List.of("resize", "convert"), top, format);
    return switch (format) {
      case "idx" -> idx(split);
      case "csv" -> split.has("table") ? csvTable(top, split) : csvPair(top, split);
      case "cifar-binary" -> cifarBinary(split);
      case IMAGE_FOLDERS -> imageFolders(top, split);
      default ->
          throw top.wrong(
              "format", "format cannot be '" + format + "'" + Nearest.hint(format, FORMATS));
    };
  }

  private static void allowFor(String format, List<String> keys, Fields top, String given) {
    for (String key : keys) {
      if (top.has(key) && FORMATS.contains(given) && !given.equals(format)) {
        throw top.wrong(
            key, "'" + key + "' is for format " + format + " alone, and this is " + given);
      }
    }
  }

  private static Split idx(Fields split) {
    split.allow(List.of("rows", "images", "labels"));
    return new Split.Idx(split.optionalCount("rows"), split.file("images"), split.file("labels"));
  }

  private static Split csvTable(Fields top, Fields split) {
    split.allow(List.of("rows", "table"));
    return csvTable(top, split, split.file("table"));
  }

  private static Split csvTable(Fields top, Fields split, String table) {
    boolean header = top.flag("header");
    String labelColumn = top.text("labelColumn");
    checkLabelColumn(top, header, labelColumn);
    return new Split.CsvTable(
        split.optionalCount("rows"), table, header, labelColumn, delimiter(top));
  }

  private static Split csvPair(Fields top, Fields split) {
    split.allow(List.of("rows", "pixels", "labels"));
    String pixels = split.file("pixels");
    String labels = split.file("labels");
    if (pixels.equals(labels)) {
      return csvTable(top, split, pixels);
    }
    boolean header = top.flag("header");
    String labelColumn = top.optionalText("labelColumn");
    if (labelColumn != null) {
      checkLabelColumn(top, header, labelColumn);
    }
    return new Split.CsvPair(
        split.optionalCount("rows"), pixels, labels, header, labelColumn, delimiter(top));
  }

  private static @Nullable String delimiter(Fields top) {
    String delimiter = top.optionalText("delimiter");
    if (delimiter == null || DELIMITERS.contains(delimiter)) {
      return delimiter;
    }
    if (delimiter.equals("\t")) {
      return "tab";
    }
    throw top.wrong(
        "delimiter", "delimiter can be ',', ';', 'tab' or '|', and not '" + delimiter + "'");
  }

  private static void checkLabelColumn(Fields top, boolean header, String labelColumn) {
    if (!header && !labelColumn.matches("[1-9][0-9]{0,8}")) {
      throw top.wrong(
          "labelColumn",
          "without a header labelColumn is a number from 1, not '"
              + labelColumn
              + "'; or say header: true");
    }
  }

  private static Split cifarBinary(Fields split) {
    split.allow(List.of("rows", "archive", "batches"));
    List<String> batches = split.texts("batches");
    batches.forEach(batch -> split.inside("batches", batch));
    return new Split.CifarBinary(split.optionalCount("rows"), archive(split), batches);
  }

  private static Split imageFolders(Fields top, Fields split) {
    split.allow(List.of("rows", "archive", "folder"));
    return new Split.ImageFolders(
        split.optionalCount("rows"),
        archive(split),
        split.file("folder"),
        top.flag("resize"),
        top.flag("convert"));
  }

  private static @Nullable String archive(Fields split) {
    if (!split.has("archive")) {
      return null;
    }
    String archive = split.file("archive");
    if (!archive.matches(".*\\.(tar|tar\\.gz|tgz)")) {
      throw split.wrong("archive", "'" + archive + "' is no .tar, .tar.gz or .tgz");
    }
    return archive;
  }
}
