package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.cache.KeyRecord;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.execute.StageExecutor;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.RunManifest.Status;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.pipelines.run.RunMetrics.PublishedStage;
import io.reprise.stages.spi.StageType.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Runs plans, and foresees what running one would do. */
public final class Runner {

  private final Workspace workspace;
  private final StageExecutor executor;
  private final RunFolders runs;
  private final Clock clock;
  private final RandomGenerator random;
  private final Map<String, @Nullable Object> environment;

  /**
   * @param random for the ends of run ids
   * @param environment see {@link Environment}
   */
  public Runner(
      Workspace workspace,
      StageExecutor executor,
      Clock clock,
      RandomGenerator random,
      Map<String, @Nullable Object> environment) {
    this.workspace = workspace;
    this.executor = executor;
    this.runs = new RunFolders(workspace.runs());
    this.clock = clock;
    this.random = random;
    this.environment = environment;
  }

  /** What {@link #run} would do with each stage; executes nothing. */
  public Map<String, StageState> inspect(Plan plan, RunRequest request) throws IOException {
    try (Store store = Store.open(workspace.store())) {
      StageKeys keys = new StageKeys(store, workspace.surroundings());
      return new Inspection(store, keys, new Explanation(store, earlierRun(plan)))
          .inspect(plan, request);
    }
  }

  /** Runs a plan; what failed is in the manifest. */
  public RunManifest run(Plan plan, RunRequest request, RunEvents events)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Optional<RunManifest> earlier = earlierRun(plan);
    String started = clock.instant().toString();
    String id = runs.create(clock.instant(), random::nextInt);
    try (Store store = Store.open(workspace.store())) {
      StageRun stageRun =
          new StageRun(
              store,
              new StageKeys(store, workspace.surroundings()),
              new Explanation(store, earlier),
              executor,
              events);
      PipelineRun run = new PipelineRun(plan, request, stageRun, events);
      Status status = Status.INTERRUPTED;
      try {
        run.run();
        status = failed(run) ? Status.FAILED : Status.DONE;
        materialise(store, plan, run, runs.folder(id));
      } finally {
        double seconds = (System.nanoTime() - start) / 1e9;
        List<StageEntry> entries = entries(store, plan, run);
        runs.write(
            new RunManifest(
                id, plan.pipeline(), plan.file(), started, seconds, status, environment, entries));
      }
    }
    return runs.read(id);
  }

  private Optional<RunManifest> earlierRun(Plan plan) throws IOException {
    for (String id : runs.ids()) {
      RunManifest manifest = runs.read(id);
      if (manifest.pipeline().equals(plan.pipeline())) {
        return Optional.of(manifest);
      }
    }
    return Optional.empty();
  }

  private static boolean failed(PipelineRun run) {
    return run.outcomes().values().stream().anyMatch(Outcome.Failed.class::isInstance);
  }

  private void materialise(Store store, Plan plan, PipelineRun run, Path folder)
      throws IOException {
    RunLinks links = new RunLinks(store);
    Map<String, PublishedStage> published = new LinkedHashMap<>();
    for (Map.Entry<String, Outcome> entry : run.outcomes().entrySet()) {
      Optional<Artifact> artifact = entry.getValue().artifact();
      if (artifact.isPresent()) {
        links.link(artifact.get(), folder.resolve(entry.getKey()));
        published.put(
            entry.getKey(),
            new PublishedStage(plan.stage(entry.getKey()).stage().type(), artifact.get()));
      }
    }
    Artifact metrics = new RunMetrics(store).of(published);
    links.link(metrics, folder);
  }

  private List<StageEntry> entries(Store store, Plan plan, PipelineRun run) throws IOException {
    List<StageEntry> entries = new ArrayList<>();
    for (Map.Entry<String, Outcome> entry : run.outcomes().entrySet()) {
      PlannedStage stage = plan.stage(entry.getKey());
      entries.add(entry(store, stage, entry.getValue(), run.seconds(stage.name())));
    }
    return entries;
  }

  private static StageEntry entry(Store store, PlannedStage stage, Outcome outcome, double seconds)
      throws IOException {
    Optional<KeyRecord> record = outcome.record();
    Map<String, @Nullable Object> outputs = new TreeMap<>();
    List<String> warnings = new ArrayList<>();
    if (record.isPresent()) {
      Artifact artifact = record.get().artifact();
      for (Output output : stage.stage().type().outputs()) {
        outputs.put(output.name(), artifact.outputDigest(output.name()).hex());
      }
      for (Artifact.StoredObject object : artifact.output("warnings").values()) {
        warnings.addAll(Files.readAllLines(store.object(object.digest())));
      }
    }
    return new StageEntry(
        stage.name(),
        stage.stage().type().name(),
        outcome.label(),
        outcome.why(),
        record.map(found -> found.preimage().key().hex()).orElse(null),
        record.map(found -> found.artifact().digest().hex()).orElse(null),
        outputs,
        stage.settings().values(),
        warnings,
        seconds,
        record.map(KeyRecord::machine).orElse(Map.of()));
  }
}
