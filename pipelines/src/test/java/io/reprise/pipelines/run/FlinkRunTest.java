package io.reprise.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.pipelines.code.StageCode;
import io.reprise.pipelines.definition.ParameterOverride;
import io.reprise.pipelines.definition.PipelineReader;
import io.reprise.pipelines.execute.LocalRunner;
import io.reprise.pipelines.execute.RunningStage;
import io.reprise.pipelines.execute.StageExecutor;
import io.reprise.pipelines.execute.StageRunner;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Planner;
import io.reprise.pipelines.plan.StageTypes;
import io.reprise.stages.BuiltInStages;
import io.reprise.stages.spi.ProjectFolders;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.WriteFiles;
import io.reprise.stages.spi.WrittenFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Stages on the workers of a Flink cluster: the same artifacts as here, whatever fails there. */
@Timeout(600)
class FlinkRunTest {

  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

  /** Stages that have failed once, by the names of their keys. */
  private static final Set<String> FAILED = ConcurrentHashMap.newKeySet();

  @TempDir Path folder;

  @Test
  void sampleOfWhichEachStageFailsOnceHasTheDigestsOfTheDirectRunner() throws Exception {
    Plan plan =
        Planner.plan(
            PipelineReader.read(
                HOME.resolve("pipelines/sample.yaml"),
                "sample.yaml",
                Stream.of("ingest.fraction=0.3", "train.epochs=1", "tsne.iterations=50")
                    .map(ParameterOverride::parse)
                    .toList()),
            new StageTypes(BuiltInStages.all()));
    ProjectFolders folders = new ProjectFolders(HOME.resolve("data"), HOME.resolve("pipelines"));
    RunManifest here = run(plan, "here", new LocalRunner(2), folders);
    FAILED.clear();
    RunManifest there = run(plan, "there", failingOnce(flink()), folders);
    assertThat(digests(there)).isEqualTo(digests(here)).hasSize(11).doesNotContainValue("null");
    assertThat(FAILED).as("and the metrics of the run").hasSize(12);
  }

  @Test
  void nothingOfAnAttemptThatFailedIsInTheArtifact() throws Exception {
    FlinkStages.FAILURES.set(0);
    RunManifest here = runTens("here", new LocalRunner(2));
    FlinkStages.FAILURES.set(1);
    FlinkStages.LEFT.clear();
    RunManifest there = runTens("there", flink());
    assertThat(there.status()).isEqualTo(RunManifest.Status.DONE);
    assertThat(FlinkStages.LEFT)
        .extracting(WrittenFile::path)
        .containsExactly("out/value/7.txt", "out/value/leftover.txt");
    assertThat(digests(there)).isEqualTo(digests(here)).doesNotContainValue("null");
    try (Stream<Path> files =
        Files.list(folder.resolve("there/runs").resolve(there.id()).resolve("only/value"))) {
      assertThat(files).hasSize(20);
    }
  }

  @Test
  void taskThatAlwaysFailsFailsItsStageAndPublishesNothing() throws Exception {
    FlinkStages.FAILURES.set(Integer.MAX_VALUE);
    RunManifest run = runTens("there", flink());
    assertThat(run.status()).isEqualTo(RunManifest.Status.FAILED);
    StageEntry stage = run.stage("only").orElseThrow();
    assertThat(stage.outcome()).isEqualTo("failed");
    assertThat(stage.why()).containsExactly("7 is not for us");
    assertThat(stage.artifact()).isNull();
    assertThat(FlinkStages.FAILURES.get()).as("tries").isEqualTo(Integer.MAX_VALUE - 3);
    assertThat(folder.resolve("there/store/scratch")).isEmptyDirectory();
    assertThat(folder.resolve("there/store/keys")).doesNotExist();
    assertThat(folder.resolve("there/store/objects")).doesNotExist();
  }

  /** Beam cannot cancel a job that its Flink runner waits for: that goes on, to no avail. */
  @Test
  void interruptedRunEndsAsSuchWhileItsJobGoesOn() throws Exception {
    FutureTask<RunManifest> run =
        new FutureTask<>(() -> run("there", flink(), new FlinkStages.Held()));
    Thread thread = new Thread(run);
    thread.start();
    assertThat(FlinkStages.STARTED.await(120, TimeUnit.SECONDS)).isTrue();
    thread.interrupt();
    assertThatThrownBy(() -> run.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(folder.resolve("there/store/scratch")).isEmptyDirectory();
    FlinkStages.RELEASED.countDown();
  }

  private StageRunner flink() {
    return EmbeddedFlink.runner(folder.resolve("flink"));
  }

  private RunManifest runTens(String name, StageRunner runner) throws Exception {
    return run(name, runner, new FlinkStages.Tens());
  }

  private RunManifest run(String name, StageRunner runner, Stage only) throws Exception {
    Path file = folder.resolve("p.yaml");
    Files.writeString(file, "pipeline: p\nstages:\n  only: { uses: only }\n");
    Plan plan =
        Planner.plan(PipelineReader.read(file, "p.yaml", List.of()), new StageTypes(List.of(only)));
    return run(plan, name, runner, new ProjectFolders(folder, folder));
  }

  /** In an empty store. */
  private RunManifest run(Plan plan, String name, StageRunner runner, ProjectFolders folders)
      throws Exception {
    Path outputs = folder.resolve(name);
    Runner engine =
        new Runner(
            new Workspace(outputs.resolve("store"), outputs.resolve("runs"), folders),
            new StageCode(),
            new StageExecutor(runner),
            Clock.systemUTC(),
            new SplittableRandom(),
            Map::of);
    return engine.run(plan, RunRequest.of(Set.copyOf(plan.names())), RunEvents.NONE);
  }

  private static Map<String, String> digests(RunManifest run) {
    Map<String, String> digests = new TreeMap<>();
    run.stages().forEach(stage -> digests.put(stage.name(), String.valueOf(stage.artifact())));
    return digests;
  }

  /** A runner on which each stage loses a task when its workers have written two files. */
  private static StageRunner failingOnce(StageRunner runner) {
    return new StageRunner() {
      @Override
      public RunningStage submit(Stage stage, StageContext context) throws Exception {
        return runner.submit(new FailingOnce(stage), context);
      }
    };
  }

  private record FailingOnce(Stage stage) implements Stage {

    @Override
    public StageType type() {
      return stage.type();
    }

    @Override
    public PCollection<WrittenFile> expand(Pipeline beam, StageContext context) {
      return stage
          .expand(beam, context)
          .apply("Fail once", ParDo.of(new FailOnceFn(context.keyName())))
          .setCoder(WriteFiles.CODER);
    }
  }

  private static final class FailOnceFn extends DoFn<WrittenFile, WrittenFile> {

    private static final long serialVersionUID = 1L;

    private final String key;
    private int seen;

    private FailOnceFn(String key) {
      this.key = key;
    }

    @ProcessElement
    public void process(@Element WrittenFile file, OutputReceiver<WrittenFile> output) {
      if (++seen == 2 && FAILED.add(key)) {
        throw new IllegalStateException("the worker is gone");
      }
      output.output(file);
    }
  }
}
