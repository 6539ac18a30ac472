package io.reprise.stages.dataset;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a definition as {@link DefinitionYaml} reads it, in one form for each meaning: with
 * defaults filled in and texts as texts, however the dataset's file has them.
 */
final class DefinitionFacts {

  private DefinitionFacts() {}

  static Map<String, @Nullable Object> of(DatasetDefinition definition) {
    Map<String, @Nullable Object> facts = new LinkedHashMap<>();
    facts.put("dataset", definition.name());
    ImageShape shape = definition.shape();
    facts.put(
        "shape",
        Map.of(
            "height", (long) shape.height(),
            "width", (long) shape.width(),
            "channels", (long) shape.channels()));
    facts.put("classes", definition.classes());
    Map<String, @Nullable Object> splits = new LinkedHashMap<>();
    definition.splits().forEach((name, split) -> splits.put(name, split(split, facts)));
    facts.put("splits", splits);
    return facts;
  }

  /**
   * @param top takes what is said once for all splits
   */
  private static Map<String, @Nullable Object> split(
      Split split, Map<String, @Nullable Object> top) {
    if (split instanceof Split.Idx idx) {
      top.put("format", "idx");
      return fields(split, "images", idx.images(), "labels", idx.labels());
    }
    if (split instanceof Split.CsvTable csv) {
      csv(top, csv.header(), csv.labelColumn(), csv.delimiter());
      return fields(split, "table", csv.table());
    }
    if (split instanceof Split.CsvPair csv) {
      csv(top, csv.header(), csv.labelColumn(), csv.delimiter());
      return fields(split, "pixels", csv.pixels(), "labels", csv.labels());
    }
    if (split instanceof Split.CifarBinary cifar) {
      top.put("format", "cifar-binary");
      return fields(split, "archive", cifar.archive(), "batches", cifar.batches());
    }
    Split.ImageFolders images = (Split.ImageFolders) split;
    top.put("format", "image-folders");
    putKnown(top, "resize", images.resize() ? true : null);
    putKnown(top, "convert", images.convert() ? true : null);
    return fields(split, "archive", images.archive(), "folder", images.folder());
  }

  private static void csv(
      Map<String, @Nullable Object> top,
      boolean header,
      @Nullable String labelColumn,
      @Nullable String delimiter) {
    top.put("format", "csv");
    putKnown(top, "delimiter", delimiter);
    top.put("header", header);
    putKnown(top, "labelColumn", labelColumn);
  }

  private static Map<String, @Nullable Object> fields(
      Split split, String key, @Nullable Object value) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    putKnown(fields, "rows", split.rows());
    putKnown(fields, key, value);
    return fields;
  }

  private static Map<String, @Nullable Object> fields(
      Split split, String first, @Nullable Object one, String second, Object other) {
    Map<String, @Nullable Object> fields = fields(split, first, one);
    fields.put(second, other);
    return fields;
  }

  private static void putKnown(
      Map<String, @Nullable Object> fields, String key, @Nullable Object value) {
    if (value != null) {
      fields.put(key, value);
    }
  }
}
