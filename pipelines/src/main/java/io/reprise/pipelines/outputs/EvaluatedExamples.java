package io.reprise.pipelines.outputs;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.tablediff.TableShard;
import io.reprise.schemas.parquet.TableReader;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Example;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The examples that a stage was given, for their images. */
public final class EvaluatedExamples {

  /** About three seconds' reading. */
  private static final long MOST_BYTES = 500_000_000;

  private EvaluatedExamples() {}

  /**
   * Those of some ids, by id; where one is not there, it is missing.
   *
   * @throws ReportedException when the table cannot be read, is gone or very large
   */
  public static Map<Long, Example> of(RunOutputs run, String stage, Set<Long> ids)
      throws IOException {
    List<String> given = new ArrayList<>();
    for (Object source : inputs(run, stage)) {
      if (ClassNames.facts(run, String.valueOf(source)).isPresent()) {
        given.add(String.valueOf(source));
      }
    }
    if (given.size() == 1) {
      return read(shards(run, given.get(0)), ids);
    }
    throw new ReportedException(
        "the stage "
            + stage
            + (given.isEmpty()
                ? " was given no examples, or they are gone"
                : " was given several tables of examples, " + String.join(", ", given)));
  }

  private static Collection<?> inputs(RunOutputs run, String stage) {
    return run.manifest().stage(stage).map(entry -> entry.inputs().values()).orElse(List.of());
  }

  private static List<TableShard> shards(RunOutputs run, String source) throws IOException {
    int dot = source.indexOf('.');
    StageEntry stage = run.manifest().stage(source.substring(0, dot)).orElseThrow();
    Artifact artifact = run.artifact(stage).orElseThrow();
    List<TableShard> shards = new Side(run, stage, artifact).shards(source.substring(dot + 1));
    long size = 0;
    for (TableShard shard : shards) {
      if (!Files.exists(shard.path())) {
        throw new ReportedException(shard.name() + " is gone, and its content is not in the store");
      }
      size += Files.size(shard.path());
    }
    if (size > MOST_BYTES) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "the examples take %,d MB, and up to %,d MB are read for images",
              size / 1_000_000,
              MOST_BYTES / 1_000_000));
    }
    return shards;
  }

  private static Map<Long, Example> read(List<TableShard> shards, Set<Long> ids)
      throws IOException {
    Map<Long, Example> found = new HashMap<>();
    Set<Long> wanted = new HashSet<>(ids);
    for (TableShard shard : shards) {
      if (wanted.isEmpty()) {
        break;
      }
      try (TableReader<Example> table =
          new TableReader<>(shard.name(), FileChannel.open(shard.path()), Example.class)) {
        for (Example row = table.read(); row != null && !wanted.isEmpty(); row = table.read()) {
          if (wanted.remove(row.getId())) {
            found.put(row.getId(), row);
          }
        }
      }
    }
    return found;
  }
}
