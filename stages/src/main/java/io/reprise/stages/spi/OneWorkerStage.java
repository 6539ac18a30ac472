package io.reprise.stages.spi;

import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;

/**
 * A stage whose whole work is that of one worker, with threads of its own where it can use them. On
 * Beam it is one transform of one element; since there is nothing to spread, the engine does the
 * work itself, without the start of a runner.
 */
public abstract class OneWorkerStage implements Stage {

  /**
   * The whole work, which reads {@code context}'s inputs and writes the outputs. Does nothing yet.
   */
  public abstract Work work(StageContext context);

  @Override
  public final boolean usesThreadsOfItsOwn() {
    return true;
  }

  @Override
  public final PCollection<WrittenFile> expand(Pipeline beam, StageContext context) {
    Work work = work(context);
    return beam.apply("Start", Create.of(type().name()))
        .apply("Work", WriteFiles.of(context, (start, attempt) -> work.run(attempt)));
  }
}
