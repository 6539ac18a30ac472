package io.reprise.pipelines.execute;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.WrittenFile;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.PipelineResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Beam pipeline that was started, and the list of what it writes. */
record BeamJob(PipelineResult result, GatherFiles gathered) implements RunningStage {

  private static final Logger LOG = LoggerFactory.getLogger(BeamJob.class);

  @Override
  public List<WrittenFile> await() throws IOException, InterruptedException {
    try {
      PipelineResult.State state = result.waitUntilFinish();
      if (state != PipelineResult.State.DONE) {
        throw new ReportedException("Beam ended the stage as " + state);
      }
    } catch (RuntimeException e) {
      throw interruptionOr(e);
    }
    return gathered.read();
  }

  /** Whether it has, well or not; asks the runner. */
  boolean isEnded() throws InterruptedException {
    try {
      return result.getState().isTerminal();
    } catch (RuntimeException e) {
      throw interruptionOr(e);
    }
  }

  @Override
  public void cancel() {
    try {
      result.cancel();
    } catch (IOException | RuntimeException e) { // one that has ended cannot be
      LOG.info("could not cancel a Beam pipeline", e);
    }
  }

  /** Runners wrap an interruption in an exception of their own, and not all keep the flag. */
  static RuntimeException interruptionOr(RuntimeException failure) throws InterruptedException {
    if (Thread.interrupted() || failure.getCause() instanceof InterruptedException) {
      throw new InterruptedException();
    }
    return failure;
  }
}
