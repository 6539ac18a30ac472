package io.reprise.pipelines.execute;

import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.WorkerCheck;
import io.reprise.stages.spi.WrittenFile;
import java.util.function.Function;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.values.PCollection;

/** Runs stages as Beam pipelines, on the runner that the options name. */
public final class BeamRunner implements StageRunner {

  private final Function<Stage, PipelineOptions> options;
  private final Function<Stage, ? extends WorkerCheck> check;
  private final boolean local;

  /**
   * With workers that are threads of this process.
   *
   * @param options new ones for each stage; of a runner whose {@code run()} waits for the
   *     pipeline's end, {@link #submit} does so too
   */
  public BeamRunner(Function<Stage, PipelineOptions> options) {
    this(options, stage -> WorkerCheck.NONE, true);
  }

  private BeamRunner(
      Function<Stage, PipelineOptions> options,
      Function<Stage, ? extends WorkerCheck> check,
      boolean local) {
    this.options = options;
    this.check = check;
    this.local = local;
  }

  /**
   * With workers that are other processes.
   *
   * @param check that they must pass
   */
  static BeamRunner onCluster(
      Function<Stage, PipelineOptions> options, Function<Stage, ? extends WorkerCheck> check) {
    return new BeamRunner(options, check, false);
  }

  @Override
  public boolean isLocal() {
    return local;
  }

  @Override
  public RunningStage submit(Stage stage, StageContext context) throws InterruptedException {
    return start(stage, context);
  }

  BeamJob start(Stage stage, StageContext context) throws InterruptedException {
    Pipeline beam = Pipeline.create(options.apply(stage));
    GatherFiles gathered = new GatherFiles(context.listing());
    PCollection<WrittenFile> files = stage.expand(beam, context.checkedBy(check.apply(stage)));
    files.apply("List files", gathered);
    try {
      return new BeamJob(beam.run(), gathered);
    } catch (RuntimeException e) {
      throw BeamJob.interruptionOr(e);
    }
  }
}
