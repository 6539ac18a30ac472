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
      RunHistory history = new RunHistory(plan.pipeline(), runs);
      return new Inspection(store, keys, new Explanation(store, history)).inspect(plan, request);
    }
  }

  /** Runs a plan; what failed is in the manifest. */
  public RunManifest run(Plan plan, RunRequest request, RunEvents events)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    RunHistory history = new RunHistory(plan.pipeline(), runs);
    String started = clock.instant().toString();
    String id = runs.create(clock.instant(), random::nextInt);
    RunManifest begun =
        new RunManifest(
            id, plan.pipeline(), plan.file(), started, 0, Status.RUNNING, environment, List.of());
    runs.write(begun);
    try (Store store = Store.open(workspace.store())) {
      StageKeys keys = new StageKeys(store, workspace.surroundings());
      Explanation explanation = new Explanation(store, history);
      StageRun stageRun = new StageRun(store, keys, explanation, executor, events);
      PipelineRun run = new PipelineRun(plan, request, stageRun, events);
      Status status = Status.INTERRUPTED;
      try {
        run.run();
        materialise(store, plan, run, runs.folder(id));
        status = failed(run) ? Status.FAILED : Status.DONE;
      } finally {
        double seconds = (System.nanoTime() - start) / 1e9;
        runs.write(begun.ended(status, seconds, entries(store, plan, run)));
      }
    }
    return runs.read(id);
  }

  private static boolean failed(PipelineRun run) {
    return run.outcomes().values().stream().anyMatch(Outcome.Failed.class::isInstance);
  }

  private void materialise(Store store, Plan plan, PipelineRun run, Path folder)
      throws IOException, InterruptedException {
    RunLinks links = new RunLinks(store);
    Map<String, PublishedStage> published = new LinkedHashMap<>();
    for (Map.Entry<String, Outcome> entry : run.outcomes().entrySet()) {
      Optional<Artifact> artifact = entry.getValue().artifact();
      if (artifact.isPresent()) {
        links.link(artifact.get(), folder.resolve(entry.getKey()));
        published.put(
            entry.getKey(), new PublishedStage(plan.stage(entry.getKey()), artifact.get()));
      }
    }
    if (!published.isEmpty()) {
      links.link(new RunMetrics(store).of(published), folder);
    }
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
    Map<String, @Nullable Object> inputs = new TreeMap<>();
    stage.inputs().forEach((name, source) -> inputs.put(name, source.toString()));
    Map<String, @Nullable Object> outputs = new TreeMap<>();
    List<String> warnings = new ArrayList<>();
    if (record.isPresent()) {
      Artifact artifact = record.get().artifact();
      for (Output output : stage.outputs()) {
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
        inputs,
        stage.settings().values(),
        warnings,
        seconds,
        record.map(KeyRecord::machine).orElse(Map.of()));
  }
}
