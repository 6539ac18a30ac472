package io.reprise.pipelines.cli;

import io.reprise.stages.dataset.Dataset;
import io.reprise.stages.dataset.DatasetCheck;
import io.reprise.stages.dataset.Fetched;
import io.reprise.stages.dataset.FileCheck;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of datasets and their files, for JSON. */
final class DataFacts {

  private DataFacts() {}

  static Map<String, @Nullable Object> of(Dataset dataset) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", dataset.name());
    map.put("title", dataset.title());
    map.put("here", DatasetCheck.present(dataset));
    map.put("rows", dataset.rows());
    map.put("classes", dataset.definition().classes());
    map.put("licence", dataset.licence());
    map.put("homepage", dataset.homepage());
    map.put("note", dataset.note());
    return map;
  }

  static Map<String, @Nullable Object> of(Fetched file) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("file", file.file());
    map.put("way", word(file.way()));
    map.put("bytes", file.bytes());
    return map;
  }

  static Map<String, @Nullable Object> of(FileCheck check) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("file", check.file());
    map.put("state", word(check.state()));
    map.put("problem", check.present() ? null : check.problem());
    return map;
  }

  /** A constant as people write it. */
  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
