package io.reprise.pipelines.cli;

import io.reprise.pipelines.cli.RunList.ListedRun;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.RunNotes;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.json.JsonMaps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A run as a row of a table.
 *
 * @param notes what somebody has said of it
 * @param parameters by path: {@code train.layers.0.conv.filters}
 * @param headlines what the run's summary shows, in the plan's order
 */
record ComparedRun(
    RunManifest run,
    RunNotes notes,
    Map<String, @Nullable Object> parameters,
    List<Headline> headlines) {

  /**
   * One figure.
   *
   * @param split empty where it is of none
   * @param value null where it is not finite
   */
  record Headline(String stage, String split, String name, @Nullable Number value) {

    /** {@code evaluate.test.accuracy}. */
    String path() {
      return split.isEmpty() ? shortPath() : stage + "." + split + "." + name;
    }

    /** {@code evaluate.accuracy}. */
    String shortPath() {
      return stage + "." + name;
    }
  }

  /**
   * @param folder the run's
   */
  static ComparedRun of(ListedRun listed, Path folder) throws IOException {
    RunManifest run = listed.run();
    Map<String, @Nullable Object> parameters = new TreeMap<>();
    for (StageEntry stage : run.stages()) {
      stage
          .parameters()
          .forEach((name, value) -> flatten(stage.name() + "." + name, value, parameters));
    }
    return new ComparedRun(run, listed.notes(), parameters, headlines(run, folder));
  }

  private static void flatten(
      String path, @Nullable Object value, Map<String, @Nullable Object> into) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      map.forEach((name, inner) -> flatten(path + "." + name, inner, into));
    } else if (value instanceof List<?> list && !list.isEmpty()) {
      IntStream.range(0, list.size()).forEach(i -> flatten(path + "." + i, list.get(i), into));
    } else {
      into.put(path, value);
    }
  }

  /**
   * @param folder the run's
   */
  private static List<Headline> headlines(RunManifest run, Path folder) throws IOException {
    Path file = folder.resolve("headlines.json");
    List<Headline> headlines = new ArrayList<>();
    if (!Files.exists(file)) {
      return headlines;
    }
    Map<String, @Nullable Object> titles = Json.readObject(file);
    for (String title : RunSummary.inOrder(run, titles.keySet())) {
      String[] words = title.split(" ", 2); // a stage, and a split in parentheses
      String split = words.length < 2 ? "" : words[1].substring(1, words[1].length() - 1);
      JsonMaps.map(titles, title)
          .forEach(
              (name, value) ->
                  headlines.add(
                      new Headline(
                          words[0], split, name, value instanceof Number number ? number : null)));
    }
    return headlines;
  }
}
