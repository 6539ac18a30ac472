package io.reprise.pipelines.report;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.cache.Artifact.StoredObject;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.outputs.RunOutputs;
import io.reprise.schemas.parquet.TableReader;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.StageType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/** A run as sections of a report read it. Several threads may. */
public final class RunView {

  private final RunOutputs run;
  private final Map<String, StageType> types;
  private final Map<String, Artifact> artifacts = new ConcurrentHashMap<>();

  /**
   * @param types the stage types that are known, by name; those of a jar that is gone are missing
   */
  public RunView(RunOutputs run, Map<String, StageType> types) {
    this.run = run;
    this.types = Map.copyOf(types);
  }

  RunManifest manifest() {
    return run.manifest();
  }

  /** The declaration of a stage's type, where it is known. */
  Optional<StageType> type(StageEntry stage) {
    return Optional.ofNullable(types.get(stage.type()));
  }

  /** The outputs that hold a content, such as {@code epochs}, in the plan's order. */
  List<StageOutput> outputs(String content) {
    List<StageOutput> outputs = new ArrayList<>();
    for (StageEntry stage : manifest().stages()) {
      if (stage.succeeded()) {
        stage
            .contents()
            .forEach(
                (output, label) -> {
                  if (content.equals(label)) {
                    outputs.add(new StageOutput(stage, output));
                  }
                });
      }
    }
    return outputs;
  }

  /**
   * The output that an input of a stage is wired to; empty where the stage has no such input, or
   * nothing came of the other stage.
   */
  Optional<StageOutput> source(StageEntry stage, String input) {
    if (!(stage.inputs().get(input) instanceof String wired)) {
      return Optional.empty();
    }
    int dot = wired.indexOf('.');
    String output = wired.substring(dot + 1);
    return manifest()
        .stage(wired.substring(0, Math.max(0, dot)))
        .filter(StageEntry::succeeded)
        .map(upstream -> new StageOutput(upstream, output));
  }

  /**
   * Where the files of an output are, by name and in the order of names.
   *
   * @throws ReportedException when neither the store nor the run's folder has them any more
   */
  SortedMap<String, Path> files(StageOutput output) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    for (Map.Entry<String, StoredObject> file :
        artifact(output.stage()).output(output.name()).entrySet()) {
      String path = output.name() + "/" + file.getKey();
      Path found = run.file(output.stage(), path, file.getValue());
      if (!Files.exists(found)) {
        throw gone(output.stage().name() + "/" + path);
      }
      files.put(file.getKey(), found);
    }
    return files;
  }

  /** Goes through all rows of a table, in its order. */
  <T extends SpecificRecord> void forEach(StageOutput output, Class<T> type, Consumer<T> row)
      throws IOException {
    forEachWhile(
        output,
        type,
        each -> {
          row.accept(each);
          return true;
        });
  }

  /** Goes through the rows of a table, in its order, as long as it is told to go on. */
  <T extends SpecificRecord> void forEachWhile(
      StageOutput output, Class<T> type, Predicate<T> goesOn) throws IOException {
    for (Map.Entry<String, Path> file : files(output).entrySet()) {
      if (file.getKey().endsWith(".parquet") && !file.getKey().startsWith("_")) {
        String name = output.path() + "/" + file.getKey();
        try (TableReader<T> table =
            new TableReader<>(name, Files.newByteChannel(file.getValue()), type)) {
          for (T each = table.read(); each != null; each = table.read()) {
            if (!goesOn.test(each)) {
              return;
            }
          }
        }
      }
    }
  }

  /** All rows of a table that is known to be small. */
  <T extends SpecificRecord> List<T> rows(StageOutput output, Class<T> type) throws IOException {
    List<T> rows = new ArrayList<>();
    forEach(output, type, rows::add);
    return rows;
  }

  private Artifact artifact(StageEntry stage) throws IOException {
    Artifact known = artifacts.get(stage.name());
    if (known == null) {
      known = run.artifact(stage).orElseThrow(() -> gone(stage.name()));
      artifacts.put(stage.name(), known);
    }
    return known;
  }

  private static ReportedException gone(String what) {
    return new ReportedException(
        what + ": its files are no longer in the store; ./reprise run makes them again");
  }
}
