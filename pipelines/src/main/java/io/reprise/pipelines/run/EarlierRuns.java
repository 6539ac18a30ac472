package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.RunManifest.Status;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The good runs of a pipeline, by their results: read once, when somebody asks. */
final class EarlierRuns {

  private static final Logger LOG = LoggerFactory.getLogger(EarlierRuns.class);

  private final RunFolders runs;
  private final UnchangedRun search;
  private @Nullable Map<List<@Nullable String>, List<RunManifest>> byResults;

  EarlierRuns(RunFolders runs, Store store) {
    this.runs = runs;
    this.search = new UnchangedRun(runs, store);
  }

  /** The latest that has the same results, its links restored and its stages all reused. */
  synchronized Optional<RunManifest> find(
      Plan plan,
      List<StageEntry> entries,
      List<PlannedStage> done,
      Function<String, Artifact> artifacts)
      throws IOException {
    List<RunManifest> alike = index(plan.pipeline()).getOrDefault(results(entries), List.of());
    Optional<RunManifest> found = search.find(alike, plan, entries);
    if (found.isEmpty()) {
      return found;
    }
    RunManifest same = found.get();
    search.restoreLinks(same, done, artifacts);
    return Optional.of(same.with(Status.DONE, same.seconds(), same.metrics(), entries));
  }

  private Map<List<@Nullable String>, List<RunManifest>> index(String pipeline) throws IOException {
    if (byResults == null) {
      Map<List<@Nullable String>, List<RunManifest>> index = new HashMap<>();
      for (String id : runs.ids()) {
        read(id)
            .filter(run -> run.pipeline().equals(pipeline) && run.status() == Status.DONE)
            .ifPresent(
                run ->
                    index
                        .computeIfAbsent(results(run.stages()), key -> new ArrayList<>())
                        .add(run));
      }
      byResults = index;
    }
    return byResults;
  }

  private Optional<RunManifest> read(String id) {
    try {
      return Optional.of(runs.read(id));
    } catch (ReportedException e) {
      LOG.warn("run {} is passed over: {}", id, e.getMessage());
      return Optional.empty();
    }
  }

  private static List<@Nullable String> results(List<StageEntry> stages) {
    List<@Nullable String> results = new ArrayList<>();
    for (StageEntry stage : stages) {
      results.add(stage.name());
      results.add(stage.key());
      results.add(stage.artifact());
    }
    return results;
  }
}
