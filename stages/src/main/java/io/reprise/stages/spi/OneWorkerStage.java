package io.reprise.stages.spi;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;

/**
 * A stage whose whole work is that of one worker, with threads of its own where it can use them. On
 * Beam it is one transform of one element; since there is nothing to spread, the engine does the
 * work itself, without the start of a runner.
 */
public abstract class OneWorkerStage implements Stage {

  /**
   * The whole work, which reads {@code context}'s inputs and writes below its output folders. Does
   * nothing yet.
   */
  public abstract Work work(StageContext context);

  @Override
  public final boolean usesThreadsOfItsOwn() {
    return true;
  }

  @Override
  public final void expand(Pipeline beam, StageContext context) {
    beam.apply("Start", Create.of(type().name()))
        .apply("Work", ParDo.of(new WorkFn(work(context))));
  }

  /** Does the work for its only element. */
  private static final class WorkFn extends DoFn<String, Void> {

    private static final long serialVersionUID = 1L;

    private final Work work;

    private WorkFn(Work work) {
      this.work = work;
    }

    @ProcessElement
    public void process() throws Exception {
      work.run();
    }
  }
}
