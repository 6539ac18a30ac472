package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.cache.KeyLock;
import io.reprise.pipelines.cache.KeyRecord;
import io.reprise.pipelines.cache.Lookup;
import io.reprise.pipelines.cache.Preimage;
import io.reprise.pipelines.cache.Scratch;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.code.StageCode;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.record.Metric;
import io.reprise.stages.metrics.MetricsStage;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.StageType.Output;
import io.reprise.stages.spi.StoredFile;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All metrics of a run in one long table, and the ones of no class as JSON for quick reading. Kept
 * in the store like an artifact, so that a run with nothing to do opens no table.
 */
final class RunMetrics {

  private static final String TYPE = "run-metrics";

  private final Store store;
  private final String code;

  RunMetrics(Store store, StageCode stages) throws IOException {
    this.store = store;
    this.code = code(stages);
  }

  /** This class, and a stage that reaches all that it works with. */
  private static String code(StageCode stages) throws IOException {
    try (InputStream own =
        Objects.requireNonNull(RunMetrics.class.getResourceAsStream("RunMetrics.class"))) {
      String name = "  class " + RunMetrics.class.getName() + "\n";
      return stages.digest(new MetricsStage()) + "  stage metrics\n" + Digest.of(own) + name;
    }
  }

  /**
   * @param stages in the plan's order, those that have an artifact
   * @return {@code metrics.parquet} and {@code headlines.json}, in the store
   */
  KeyRecord of(Map<String, PublishedStage> stages) throws IOException, InterruptedException {
    Map<String, @Nullable Object> inputs = new TreeMap<>();
    List<Object> order = new ArrayList<>();
    stages.forEach(
        (name, stage) ->
            metricOutputs(stage)
                .forEach(
                    output -> {
                      inputs.put(name + "." + output, stage.artifact().outputDigest(output).hex());
                      order.add(name);
                    }));
    Preimage preimage =
        new Preimage(TYPE, Digest.of(code), Map.of("order", order), inputs, Map.of(), Map.of());
    if (store.lookup(preimage.key()) instanceof Lookup.Hit hit) {
      store.ensureListing(preimage, () -> code);
      return hit.record();
    }
    try (KeyLock lock = store.lock(preimage.key(), () -> {})) {
      return store.fetch(preimage.key()) instanceof Lookup.Hit hit
          ? hit.record()
          : write(preimage, stages);
    }
  }

  /** A stage, and what came of it. */
  record PublishedStage(PlannedStage stage, Artifact artifact) {}

  private KeyRecord write(Preimage preimage, Map<String, PublishedStage> stages)
      throws IOException {
    List<Metric> metrics = new ArrayList<>();
    Map<String, Map<String, Double>> headlines = new LinkedHashMap<>();
    for (Map.Entry<String, PublishedStage> stage : stages.entrySet()) {
      for (String output : metricOutputs(stage.getValue())) {
        for (Metric metric : read(stage.getValue().artifact().output(output))) {
          metrics.add(
              new Metric(
                  stage.getKey(),
                  metric.getSplit(),
                  metric.getName(),
                  metric.getClass$(),
                  metric.getValue()));
          if (metric.getClass$() == null) {
            String split = metric.getSplit() == null ? "" : " (" + metric.getSplit() + ")";
            headlines
                .computeIfAbsent(stage.getKey() + split, name -> new LinkedHashMap<>())
                .put(metric.getName(), metric.getValue());
          }
        }
      }
    }
    try (Scratch scratch = store.scratch(preimage.key(), false)) {
      Path out = scratch.out();
      Tables.writeFile(out.resolve("metrics.parquet").toString(), Metric.class, metrics);
      Files.writeString(out.resolve("headlines.json"), Json.write(headlines));
      return store.publish(preimage, code, scratch, 0);
    }
  }

  private List<Metric> read(SortedMap<String, Artifact.StoredObject> files) throws IOException {
    List<StoredFile> stored = new ArrayList<>();
    files.forEach(
        (path, object) ->
            stored.add(
                new StoredFile(path, store.object(object.digest()).toString(), object.digest())));
    return Tables.read(new InputFiles(stored), Metric.class);
  }

  /** None for a stage that only joins other stages' metrics, which would come twice. */
  private static List<String> metricOutputs(PublishedStage published) {
    PlannedStage stage = published.stage();
    boolean copies =
        stage.stage().type().inputs().stream()
            .anyMatch(input -> input.content() == Content.METRICS);
    return copies ? List.of() : outputs(stage);
  }

  private static List<String> outputs(PlannedStage stage) {
    return stage.outputs().stream()
        .filter(output -> output.content() == Content.METRICS)
        .map(Output::name)
        .toList();
  }
}
