package io.reprise.pipelines.cli;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.json.JsonMaps;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person wants to know when a run has ended. */
final class RunSummary {

  private RunSummary() {}

  /** What failed, to standard error. */
  static void printErrors(RunManifest manifest) {
    for (StageEntry stage : manifest.stages()) {
      if (stage.outcome().equals("failed")) {
        stage.why().forEach(line -> System.err.println("error: " + stage.name() + ": " + line));
      }
    }
  }

  static void print(RunManifest manifest, Path folder) throws IOException {
    print(manifest, folder, counts(manifest) + " in " + Terminal.seconds(manifest.seconds()));
  }

  /**
   * @param nothingToDo whether an earlier run stands for the one that has ended
   */
  static void print(RunManifest manifest, Path folder, boolean nothingToDo) throws IOException {
    if (nothingToDo) {
      print(manifest, folder, "nothing to do");
    } else {
      print(manifest, folder);
    }
  }

  private static void print(RunManifest manifest, Path folder, String end) throws IOException {
    PrintStream out = System.out;
    for (StageEntry stage : manifest.stages()) {
      warnings(stage).forEach(line -> out.println("warning: " + stage.name() + ": " + line));
    }
    StageEntry metrics = manifest.metrics();
    if (metrics != null) {
      warnings(metrics).forEach(line -> out.println("warning: metrics of the run: " + line));
    }
    printHeadlines(manifest, folder.resolve("headlines.json"), out);
    out.println(end);
    out.println(Project.shown(folder));
  }

  /** Of the artifact, and of the machine that made it. */
  static List<String> warnings(StageEntry stage) {
    List<String> warnings = new ArrayList<>(stage.warnings());
    for (Object topic : stage.machine().values()) {
      if (topic instanceof Map<?, ?> facts && facts.get("warnings") instanceof List<?> lines) {
        lines.forEach(line -> warnings.add(String.valueOf(line)));
      }
    }
    return warnings;
  }

  private static void printHeadlines(RunManifest manifest, Path file, PrintStream out)
      throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    Map<String, @Nullable Object> stages = Json.readObject(file);
    if (!stages.isEmpty()) {
      out.println();
    }
    for (String title : inOrder(manifest, stages.keySet())) {
      List<String> values = new ArrayList<>();
      JsonMaps.map(stages, title).forEach((name, value) -> values.add(name + " " + number(value)));
      out.println("  " + title + ": " + String.join(", ", values));
    }
    if (!stages.isEmpty()) {
      out.println();
    }
  }

  /** Titles of headlines, each a stage and perhaps its split, in the plan's order. */
  static List<String> inOrder(RunManifest manifest, Collection<String> titles) {
    List<String> order = new ArrayList<>(titles);
    order.sort(Comparator.comparingInt(title -> manifest.position(title.split(" ", 2)[0])));
    return order;
  }

  /** Null, which stands for what is not finite, is "not a number". */
  static String number(@Nullable Object value) {
    if (!(value instanceof Number given)) {
      return "not a number";
    }
    double number = given.doubleValue();
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      return String.format(Locale.ROOT, "%,d", (long) number);
    }
    return String.format(Locale.ROOT, Math.abs(number) < 1000 ? "%.4f" : "%,.1f", number);
  }

  private static String counts(RunManifest manifest) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    manifest.stages().stream()
        .filter(stage -> !stage.outcome().equals("not selected"))
        .forEach(stage -> counts.merge(stage.outcome(), 1, Integer::sum));
    List<String> parts = new ArrayList<>();
    counts.forEach((outcome, count) -> parts.add(count + " " + outcome));
    return String.join(", ", parts);
  }
}
