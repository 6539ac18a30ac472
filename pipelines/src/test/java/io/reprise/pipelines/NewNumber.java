package io.reprise.pipelines;

import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import org.apache.beam.sdk.Pipeline;

/** {@code number} in another class, which {@link TestStages} does not reach. */
public record NewNumber() implements Stage {

  private static final Stage OLD = new TestStages.Constant();

  @Override
  public StageType type() {
    return OLD.type();
  }

  @Override
  public void expand(Pipeline beam, StageContext context) {
    OLD.expand(beam, context);
  }
}
