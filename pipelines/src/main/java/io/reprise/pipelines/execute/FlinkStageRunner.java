package io.reprise.pipelines.execute;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.OneWorkerStage;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Runs each stage as a job of a Flink cluster. Slots are shared out evenly among the stages that
 * run at once: a job that waits for a slot too long would fail.
 */
final class FlinkStageRunner implements StageRunner {

  private static final int NAME_DIGITS = 12;

  /** Beam's names for it. */
  private static final Set<String> THIS_PROCESS = Set.of("[local]", "[auto]", "[collection]");

  private final BeamOptions options;
  private final Function<Stage, ExpectedCode> code;
  private final FlinkCluster cluster;
  private final int parallelism;
  private final Semaphore slots;

  private FlinkStageRunner(
      BeamOptions options,
      Function<Stage, ExpectedCode> code,
      FlinkCluster cluster,
      int slots,
      int parallelism) {
    this.options = options;
    this.code = code;
    this.cluster = cluster;
    this.parallelism = parallelism;
    this.slots = new Semaphore(slots);
  }

  /**
   * Asks the cluster how many slots it has. Without an address, Flink runs within this process.
   *
   * @param code that workers must have
   * @throws ReportedException when no cluster answers
   */
  static StageRunner connect(
      Map<String, String> values,
      int jobs,
      Collection<Stage> stages,
      Function<Stage, ExpectedCode> code)
      throws InterruptedException {
    BeamOptions options =
        new BeamOptions("FlinkRunner", values)
            .withDefault("flinkMaster", "[local]")
            .withDefault("executionModeForBatch", "BATCH_FORCED") // runs on fewer slots, too
            .withDefault("fasterCopy", "true");
    String master = options.get("flinkMaster", "");
    if (isThisProcess(master)) {
      BeamOptions here =
          options.withDefault("parallelism", Runtime.getRuntime().availableProcessors());
      here.create();
      return new BeamRunner(stage -> parallel(here, stage).create());
    }
    BeamOptions there =
        options.withDefault("filesToStage", JobJars.of(stages)).with("attachedMode", "false");
    there.create();
    FlinkCluster cluster = new FlinkCluster(master);
    int slots = cluster.slots();
    int parallelism =
        Math.max(1, Integer.parseInt(there.get("parallelism", String.valueOf(slots / jobs))));
    return new FlinkStageRunner(there, code, cluster, Math.max(slots, parallelism), parallelism);
  }

  /** Other words in brackets are addresses, as those of IPv6, or mistakes. */
  static boolean isThisProcess(String master) {
    return THIS_PROCESS.contains(master);
  }

  private static BeamOptions parallel(BeamOptions options, Stage stage) {
    return stage instanceof OneWorkerStage ? options.with("parallelism", 1) : options;
  }

  @Override
  public boolean isLocal() {
    return false;
  }

  @Override
  public void reclaim(Stage stage, String checkpoints) throws Exception {
    String name = jobName(stage, checkpoints);
    cluster.cancel(name);
    cluster.awaitEnd(name);
  }

  @Override
  public RunningStage submit(Stage stage, StageContext context) throws Exception {
    int need = stage instanceof OneWorkerStage ? 1 : parallelism;
    String name = jobName(stage, context.checkpoints());
    slots.acquire(need);
    try {
      BeamRunner beam =
          BeamRunner.onCluster(
              any -> options.with("parallelism", need).with("jobName", name).create(), code);
      return new FlinkJob(beam.start(stage, context), name, cluster, () -> slots.release(need));
    } catch (Exception | Error e) {
      slots.release(need);
      if (e instanceof InterruptedException) {
        cluster.cancel(name); // it may have been submitted
      }
      throw e;
    }
  }

  /** The same for each try of a key in one store, and for no other stage on the cluster. */
  private static String jobName(Stage stage, String checkpoints) {
    String place = Digest.of(checkpoints).hex().substring(0, NAME_DIGITS);
    return "reprise-" + stage.type().name() + "-" + place;
  }
}
