package io.reprise.pipelines.outputs;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.cache.Artifact.StoredObject;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.tablediff.TableShard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A stage in one of two runs. */
record Side(RunOutputs run, StageEntry stage, Artifact artifact) {

  /** A content that says nothing. */
  static final String FILES = "files";

  /** What is in an output, as the pipeline file had it. */
  String content(String output) {
    return String.valueOf(stage.contents().getOrDefault(output, FILES));
  }

  /** The files of an output that are its table, in the order of their names. */
  List<TableShard> shards(String output) {
    List<TableShard> shards = new ArrayList<>();
    artifact
        .output(output)
        .forEach(
            (name, content) -> {
              if (isTable(name)) {
                String path = output + "/" + name;
                shards.add(
                    new TableShard(
                        run.manifest().id() + "/" + stage.name() + "/" + path,
                        content.digest().hex(),
                        run.file(stage, path, content)));
              }
            });
    return shards;
  }

  /** Where a file of an output is; empty where the output has no such file. */
  Optional<Path> file(String output, String name) {
    String path = output + "/" + name;
    return Optional.ofNullable(artifact.files().get(path))
        .map(content -> run.file(stage, path, content));
  }

  /** The files of an output that are none of its table. */
  SortedMap<String, StoredObject> others(String output) {
    SortedMap<String, StoredObject> others = new TreeMap<>(artifact.output(output));
    others.keySet().removeIf(Side::isTable);
    return others;
  }

  /** Readers of tables pass over the others too. */
  private static boolean isTable(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    return last.endsWith(".parquet") && !last.startsWith("_") && !last.startsWith(".");
  }
}
