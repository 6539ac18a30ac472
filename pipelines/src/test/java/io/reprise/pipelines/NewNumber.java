package io.reprise.pipelines;

import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.WrittenFile;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;

/** {@code number} in another class, which {@link TestStages} does not reach. */
public record NewNumber() implements Stage {

  private static final Stage OLD = new TestStages.Constant();

  @Override
  public StageType type() {
    return OLD.type();
  }

  @Override
  public PCollection<WrittenFile> expand(Pipeline beam, StageContext context) {
    return OLD.expand(beam, context);
  }
}
