package io.reprise.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.NewNumber;
import io.reprise.pipelines.TestStages;
import io.reprise.pipelines.code.StageCode;
import io.reprise.pipelines.definition.ParameterOverride;
import io.reprise.pipelines.definition.PipelineReader;
import io.reprise.pipelines.execute.LocalRunner;
import io.reprise.pipelines.execute.StageExecutor;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Planner;
import io.reprise.pipelines.plan.StageTypes;
import io.reprise.stages.spi.Externals;
import io.reprise.stages.spi.ProjectFolders;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {

  @TempDir Path folder;
  private StageTypes types = TestStages.types();

  @AfterEach
  void driftNoMore() {
    TestStages.DRIFT.set(0);
  }

  @BeforeEach
  void writePipeline() throws IOException {
    Files.writeString(folder.resolve("number.txt"), "100\n");
    Files.writeString(
        folder.resolve("p.yaml"),
        """
        pipeline: p
        stages:
          a: { uses: number, with: { value: 4 } }
          b: { uses: number, with: { value: 10 } }
          f: { uses: file, with: { path: number.txt } }
          half: { uses: half, in: { value: a.value } }
          sum: { uses: sum, in: { x: half, y: b, z: f } }
        """);
  }

  @Test
  void firstRunExecutesEverythingAndTheSecondNothing() throws Exception {
    assertThat(outcomes(run()))
        .containsOnlyKeys("a", "b", "f", "half", "sum")
        .doesNotContainValue("cached");
    assertThat(Files.readString(latest("sum"))).isEqualTo("112");
    assertThat(executions(this::run)).isZero();
  }

  /** The scenario that proves a cache: run, hit, change, revert, hit. */
  @Test
  void changedParameterRunsWhatDependsOnItAndTheRevertedOneIsReused() throws Exception {
    RunManifest first = run();
    RunManifest changed = run("b.value=11");
    assertThat(outcomes(changed))
        .isEqualTo(
            Map.of("a", "cached", "b", "ran", "f", "cached", "half", "cached", "sum", "ran"));
    assertThat(changed.stage("b").orElseThrow().why()).containsExactly("value 10 -> 11");
    assertThat(changed.stage("sum").orElseThrow().why()).containsExactly("input y changed");
    assertThat(executions(this::run)).isZero();
    assertThat(digests(run())).isEqualTo(digests(first));
  }

  /** Which is said of it, and nothing is written; so that latest~1 stays another run. */
  @Test
  void runThatWouldOnlyRepeatTheLatestIsNoNewOne() throws Exception {
    RunManifest first = run();
    List<Path> before = files();
    RunManifest second = run();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(outcomes(second).values()).containsOnly("cached");
    assertThat(files()).isEqualTo(before);
    RunManifest changed = run("b.value=11");
    RunManifest restored = run();
    assertThat(List.of(restored.id(), changed.id(), first.id())).doesNotHaveDuplicates();
    assertThat(outcomes(restored).values()).containsOnly("cached");
    assertThat(runner().run(plan(), RunRequest.of(Set.of("half")), RunEvents.NONE).id())
        .as("a part of it")
        .isEqualTo(restored.id());
    Files.delete(latest("sum"));
    Files.delete(folder.resolve("runs").resolve(restored.id()).resolve("metrics.parquet"));
    assertThat(run().id()).isEqualTo(restored.id());
    assertThat(latest("sum")).hasContent("112");
    assertThat(folder.resolve("runs").resolve(restored.id()).resolve("metrics.parquet")).exists();
  }

  @Test
  void failedRunAndAnotherPlanAreNewOnes() throws Exception {
    run("b.value=13");
    RunManifest good = run();
    Path pipeline = folder.resolve("p.yaml");
    String text = Files.readString(pipeline);
    Files.writeString(
        pipeline,
        text.replace("  half:", "  lone: { uses: half, in: { value: a.value } }\n  half:"));
    RunManifest longer = run();
    assertThat(longer.id()).isNotEqualTo(good.id());
    Files.writeString(pipeline, text);
    assertThat(run().id()).isNotIn(good.id(), longer.id());
  }

  /** The run's own files have names that no stage can have. */
  @Test
  void stageMayBeNamedLikeWhatARunDoes() throws Exception {
    Path pipeline = folder.resolve("p.yaml");
    String text = Files.readString(pipeline);
    for (String name : List.of("running", "pinned", "run", "metrics", "headlines", "report")) {
      Files.writeString(pipeline, text.replace("sum: {", name + ": {"));
      assertThat(run().status()).as(name).isEqualTo(RunManifest.Status.DONE);
      assertThat(latest(name)).as(name).hasContent("112");
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> paths = Files.walk(folder.resolve("runs"))) {
      return paths.sorted().toList();
    }
  }

  @Test
  void changedFileMissesWithItsName() throws Exception {
    run();
    Files.writeString(folder.resolve("number.txt"), "200\n");
    RunManifest changed = run();
    assertThat(changed.stage("f").orElseThrow().why()).containsExactly("file number.txt changed");
    assertThat(Files.readString(latest("sum"))).isEqualTo("212");
    Files.writeString(folder.resolve("number.txt"), "100\n");
    assertThat(executions(this::run)).isZero();
  }

  /** As an editor or a sync does it while the stage waits for a lock: A, B when it reads, A. */
  @Test
  void fileThatIsAnotherOneOnlyWhileItIsReadMakesNoResult() throws Exception {
    types =
        new StageTypes(
            List.of(
                new TestStages.Constant(),
                new TestStages.Sum(),
                new TestStages.Half(),
                new TestStages.FileOfTheMoment()));
    RunManifest failed = run();
    assertThat(failed.stage("f").orElseThrow().why())
        .containsExactly(
            folder.resolve("number.txt")
                + " was changed while the stage read it; run it again when nobody writes to the"
                + " file");
    assertThat(failed.stage("f").orElseThrow().artifact()).isNull();
  }

  @Test
  void changedVersionMissesWithItsReason() throws Exception {
    run();
    types = TestStages.typesWith(new NewNumber());
    RunManifest changed = run();
    assertThat(changed.stage("a").orElseThrow().why())
        .containsExactly("code changed: NewNumber, TestStages$Constant");
    assertThat(outcomes(changed)).containsEntry("half", "cached").containsEntry("sum", "cached");
    types = TestStages.types();
    assertThat(executions(this::run)).isZero();
  }

  @Test
  void sameBytesUpstreamRunNothingDownstream() throws Exception {
    run();
    assertThat(outcomes(run("a.value=5")))
        .containsEntry("a", "ran")
        .containsEntry("half", "ran") // its input's bytes changed from 4 to 5
        .containsEntry("sum", "cached"); // but half of both is 2
  }

  @Test
  void inspectionForesaysTheRun() throws Exception {
    run();
    Map<String, StageState> states = runner().inspect(plan("a.value=6"), all(plan()));
    assertThat(states.get("a")).isEqualTo(new StageState.WouldRun(List.of("value 4 -> 6")));
    assertThat(states.get("half")).isEqualTo(new StageState.DependsOn(List.of("a")));
    assertThat(states.get("b")).isInstanceOf(StageState.Cached.class);
    assertThat(states.get("sum")).isEqualTo(new StageState.DependsOn(List.of("half")));
  }

  @Test
  void failedStagePublishesNothingAndStopsTheRest() throws Exception {
    RunManifest failed = run("a.value=13");
    assertThat(failed.status()).isEqualTo(RunManifest.Status.FAILED);
    StageEntry entry = failed.stage("a").orElseThrow();
    assertThat(entry.why()).containsExactly("13 brings bad luck");
    assertThat(entry.artifact()).isNull();
    assertThat(outcomes(failed)).containsEntry("sum", "skipped").containsEntry("b", "skipped");
    assertThat(folder.resolve("store/scratch")).isEmptyDirectory();
    assertThat(Files.exists(folder.resolve("runs").resolve(failed.id()).resolve("a"))).isFalse();
  }

  @Test
  void keepGoingRunsWhatDoesNotNeedTheFailedStage() throws Exception {
    Plan plan = plan("a.value=13");
    RunManifest failed =
        runner()
            .run(
                plan,
                new RunRequest(Set.copyOf(plan.names()), Set.of(), 2, Long.MAX_VALUE, true),
                RunEvents.NONE);
    assertThat(outcomes(failed))
        .isEqualTo(
            Map.of("a", "failed", "b", "ran", "f", "ran", "half", "skipped", "sum", "skipped"));
    assertThat(failed.stage("half").orElseThrow().why()).containsExactly("needs a, which failed");
  }

  @Test
  void errorFailsItsStageAlone() throws Exception {
    types = TestStages.typesWith(new ErringStage(new NoClassDefFoundError("org/lost/Thing")));
    Plan plan = plan();
    RunRequest request =
        new RunRequest(Set.copyOf(plan.names()), Set.of(), 1, Long.MAX_VALUE, true);
    RunManifest failed = runner().run(plan, request, RunEvents.NONE);
    assertThat(outcomes(failed)).containsEntry("a", "failed").containsEntry("f", "ran");
    assertThat(failed.stage("a").orElseThrow().why())
        .singleElement()
        .asString()
        .startsWith("needs the class org.lost.Thing, which no jar of the pipeline has");
  }

  @Test
  void lackOfMemoryIsSaidWithItsRemedy() throws Exception {
    types = TestStages.typesWith(new ErringStage(new OutOfMemoryError("Java heap space")));
    assertThat(run().stage("a").orElseThrow().why().toString())
        .contains("ran out of memory", "-Xmx");
  }

  /** Declared like {@code number}. */
  private record ErringStage(Error error) implements Stage {
    @Override
    public StageType type() {
      return new TestStages.Constant().type();
    }

    @Override
    public Externals externals(Settings settings, ProjectFolders surroundings) {
      throw error;
    }

    @Override
    public PCollection<WrittenFile> expand(Pipeline beam, StageContext context) {
      throw error;
    }
  }

  @Test
  void onlyRunsOneStageAndSaysWhatIsMissing() throws Exception {
    Plan plan = plan();
    RunRequest only = new RunRequest(Set.of("sum"), Set.of(), 1, Long.MAX_VALUE, false);
    RunManifest failed = runner().run(plan, only, RunEvents.NONE);
    assertThat(failed.stage("sum").orElseThrow().why().toString())
        .contains("its input half is not in the store")
        .contains("get it with --until half");
    run();
    RunManifest done =
        runner()
            .run(
                plan("b.value=11"),
                new RunRequest(Set.of("b"), Set.of(), 1, Long.MAX_VALUE, false),
                RunEvents.NONE);
    assertThat(outcomes(done)).containsEntry("b", "ran").containsEntry("sum", "not selected");
  }

  @Test
  void forcedStageRunsAgainToTheSameBytes() throws Exception {
    RunManifest first = run();
    Plan plan = plan();
    RunManifest forced =
        runner()
            .run(
                plan,
                new RunRequest(Set.copyOf(plan.names()), Set.of("a"), 1, Long.MAX_VALUE, false),
                RunEvents.NONE);
    assertThat(outcomes(forced)).containsEntry("a", "ran").containsEntry("half", "cached");
    assertThat(digests(forced)).isEqualTo(digests(first));
  }

  @Test
  void damagedObjectIsALoudMissAndIsRebuilt() throws Exception {
    RunManifest first = run();
    Path object = latest("sum").toRealPath();
    assertThat(object.toFile().setWritable(true)).isTrue();
    Files.writeString(object, "113"); // a hard link: the store's own bytes
    RunManifest repaired = run();
    assertThat(repaired.stage("sum").orElseThrow().why().get(0))
        .startsWith("damaged: ")
        .endsWith("does not have the bytes that its name says");
    assertThat(Files.readString(latest("sum"))).isEqualTo("112");
    assertThat(digests(repaired)).isEqualTo(digests(first));
  }

  @Test
  void damagedKeyRecordIsALoudMiss() throws Exception {
    run();
    try (Stream<Path> records = Files.walk(folder.resolve("store/keys"))) {
      for (Path record : records.filter(Files::isRegularFile).toList()) {
        Files.writeString(record, "{ \"half\": ");
      }
    }
    RunManifest repaired = run();
    assertThat(repaired.stages()).allMatch(stage -> stage.outcome().equals("ran"));
    assertThat(repaired.stage("a").orElseThrow().why().get(0)).contains("cannot be read");
  }

  @Test
  void jobsChangeNothing() throws Exception {
    RunManifest one = run();
    Plan plan = plan();
    RunRequest parallel =
        new RunRequest(
            Set.copyOf(plan.names()), Set.copyOf(plan.names()), 4, Long.MAX_VALUE, false);
    assertThat(digests(runner().run(plan, parallel, RunEvents.NONE))).isEqualTo(digests(one));
  }

  @Test
  void warningsComeWithEveryRunThatHasTheArtifact() throws Exception {
    assertThat(run("a.value=14").stage("a").orElseThrow().warnings())
        .containsExactly("14 is a dull number");
    assertThat(run("a.value=14").stage("a").orElseThrow().warnings())
        .containsExactly("14 is a dull number");
  }

  @Test
  void reasonLooksBackPastRunsInWhichTheStageFailed() throws Exception {
    run();
    run("b.value=13");
    assertThat(run("b.value=11").stage("b").orElseThrow().why()).containsExactly("value 10 -> 11");
  }

  @Test
  void runThatCannotBeReadIsPassedOver() throws Exception {
    RunManifest first = run();
    Files.writeString(folder.resolve("runs").resolve(first.id()).resolve("run.json"), "{ \"for");
    Files.createDirectories(folder.resolve("runs/my-copy"));
    Files.copy(folder.resolve("p.yaml"), folder.resolve("runs/my-copy/run.json"));
    assertThat(outcomes(run("b.value=11"))).containsEntry("a", "cached").containsEntry("b", "ran");
  }

  @Test
  void idsSortByTimeEvenWhenTheClockGoesBack() throws Exception {
    RunFolders runs = new RunFolders(folder.resolve("runs"));
    List<String> ids = new ArrayList<>();
    for (int back = 0; back < 20; back++) {
      String id =
          runs.create(Instant.parse("2026-11-20T10:00:00Z").minusSeconds(back * 60L), n -> n - 1);
      Files.writeString(runs.folder(id).resolve("run.json"), "{}");
      ids.add(id);
    }
    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void inspectionKnowsWhatIsNotSelected() throws Exception {
    RunRequest only = new RunRequest(Set.of("sum"), Set.of(), 1, Long.MAX_VALUE, false);
    Map<String, StageState> states = runner().inspect(plan(), only);
    assertThat(states.get("a")).isEqualTo(new StageState.NotSelected(List.of("first run")));
    assertThat(String.valueOf(states.get("sum"))).contains("get it with --until");
  }

  @Test
  void forcedStageThatGivesOtherBytesSaysSo() throws Exception {
    run();
    TestStages.DRIFT.incrementAndGet();
    Plan plan = plan();
    RunManifest forced =
        runner()
            .run(
                plan,
                new RunRequest(Set.copyOf(plan.names()), Set.of("a"), 1, Long.MAX_VALUE, false),
                RunEvents.NONE);
    assertThat(forced.stage("a").orElseThrow().why())
        .containsExactly("forced", "OTHER BYTES than before");
    assertThat(forced.stage("a").orElseThrow().warnings().toString())
        .contains("NOT REPRODUCIBLE", "2 versions are kept");
    assertThat(run().stage("a").orElseThrow().warnings()).as("reused, too").hasSize(1);
  }

  @Test
  void whatAKilledProcessLeftInTheScratchFolderGoes() throws Exception {
    RunManifest run = run();
    String key = String.valueOf(run.stage("a").orElseThrow().key());
    Path left = folder.resolve("store/scratch").resolve(key + "-123/out/value");
    Files.createDirectories(left);
    Plan plan = plan();
    runner()
        .run(
            plan,
            new RunRequest(Set.copyOf(plan.names()), Set.of("a"), 1, Long.MAX_VALUE, false),
            RunEvents.NONE);
    assertThat(folder.resolve("store/scratch")).isEmptyDirectory();
  }

  private RunManifest run(String... sets) throws Exception {
    Plan plan = plan(sets);
    return runner().run(plan, all(plan), RunEvents.NONE);
  }

  private static RunRequest all(Plan plan) {
    return new RunRequest(Set.copyOf(plan.names()), Set.of(), 1, Long.MAX_VALUE, false);
  }

  private Plan plan(String... sets) {
    List<ParameterOverride> overrides = Stream.of(sets).map(ParameterOverride::parse).toList();
    return Planner.plan(PipelineReader.read(folder.resolve("p.yaml"), "p.yaml", overrides), types);
  }

  private Runner runner() {
    return new Runner(
        new Workspace(
            folder.resolve("store"), folder.resolve("runs"), new ProjectFolders(folder, folder)),
        new StageCode(),
        new StageExecutor(new LocalRunner(2)),
        Clock.systemUTC(),
        new SplittableRandom(),
        Map::of);
  }

  private Path latest(String stage) throws IOException {
    RunFolders runs = new RunFolders(folder.resolve("runs"));
    List<Path> found = new ArrayList<>();
    for (String id : runs.ids()) {
      found.add(runs.folder(id).resolve(stage).resolve("value/value.txt"));
    }
    return found.stream().filter(Files::exists).findFirst().orElseThrow();
  }

  private static Map<String, String> outcomes(RunManifest run) {
    Map<String, String> outcomes = new TreeMap<>();
    run.stages().forEach(stage -> outcomes.put(stage.name(), stage.outcome()));
    return outcomes;
  }

  private static Map<String, String> digests(RunManifest run) {
    Map<String, String> digests = new TreeMap<>();
    run.stages().forEach(stage -> digests.put(stage.name(), String.valueOf(stage.artifact())));
    return digests;
  }

  private interface Action {
    Object perform() throws Exception;
  }

  private static int executions(Action action) throws Exception {
    int before = TestStages.EXECUTIONS.get();
    action.perform();
    return TestStages.EXECUTIONS.get() - before;
  }
}
