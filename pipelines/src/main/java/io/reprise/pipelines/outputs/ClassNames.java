package io.reprise.pipelines.outputs;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.json.JsonMaps;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The names of classes, from the {@code _dataset.json} of the examples that a stage was given. */
final class ClassNames {

  private static final String FACTS = "_dataset.json";

  private ClassNames() {}

  /** In the order of the labels; empty where nobody knows them, or the runs have others. */
  static List<String> of(OutputPair pair) throws IOException {
    List<String> names = of(pair.after());
    return names.equals(of(pair.before())) ? names : List.of();
  }

  /** Empty where what the stage was given has several. */
  private static List<String> of(Side side) throws IOException {
    Set<List<String>> names = new HashSet<>();
    for (Object source : side.stage().inputs().values()) {
      Optional<Path> facts = facts(side.run(), String.valueOf(source));
      if (facts.isPresent()) {
        names.add(read(facts.get()));
      }
    }
    return names.size() == 1 ? names.iterator().next() : List.of();
  }

  /**
   * Where it is.
   *
   * @param source {@code ingest.test}
   */
  static Optional<Path> facts(RunOutputs run, String source) throws IOException {
    int dot = source.indexOf('.');
    Optional<StageEntry> stage =
        dot < 0 ? Optional.empty() : run.manifest().stage(source.substring(0, dot));
    if (stage.isEmpty()) {
      return Optional.empty();
    }
    Optional<Artifact> artifact = run.artifact(stage.get());
    String path = source.substring(dot + 1) + "/" + FACTS;
    return artifact
        .map(all -> all.files().get(path))
        .map(content -> run.file(stage.get(), path, content))
        .filter(Files::exists);
  }

  private static List<String> read(Path facts) throws IOException {
    try {
      return List.copyOf(JsonMaps.texts(Json.readObject(facts), "classes"));
    } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
      throw new ReportedException("the names of classes are not in " + facts, e);
    }
  }
}
