package io.reprise.pipelines.execute;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.file.ChangedFileException;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.Work;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs stages on Beam's direct runner. */
public final class StageExecutor {

  private static final Logger LOG = LoggerFactory.getLogger(StageExecutor.class);

  /** Less than that of whoever interrupts. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(3);

  private final int workers;

  /**
   * @param workers threads for each stage; they change nothing in its result
   */
  public StageExecutor(int workers) {
    this.workers = workers;
  }

  /**
   * Runs a stage and waits for it.
   *
   * @throws ReportedException when it fails, without the stage's name
   */
  public void execute(Stage stage, StageContext context) throws InterruptedException {
    PipelineOptions options = options(stage.usesOneWorker() ? 1 : workers);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Beam copies a stage's functions by serialisation, and its workers' threads inherit this.
    thread.setContextClassLoader(stage.getClass().getClassLoader());
    try {
      run(stage, context, options);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void run(Stage stage, StageContext context, PipelineOptions options)
      throws InterruptedException {
    Pipeline beam = Pipeline.create(options);
    stage.expand(beam, context);
    PipelineResult result = null;
    try {
      result = beam.run();
      PipelineResult.State state = result.waitUntilFinish();
      if (state != PipelineResult.State.DONE) {
        throw new ReportedException("Beam ended the stage as " + state);
      }
    } catch (RuntimeException e) {
      if (Thread.interrupted()) {
        cancel(result, options.getJobName());
        throw new InterruptedException();
      }
      LOG.info("a stage of type {} failed", stage.type().name(), e);
      throw reported(e);
    }
  }

  private static PipelineOptions options(int threads) {
    DirectOptions options = PipelineOptionsFactory.create().as(DirectOptions.class);
    options.setJobName("reprise-" + UUID.randomUUID());
    options.setRunner(DirectRunner.class);
    options.setTargetParallelism(threads);
    options.setBlockOnRun(false);
    // Checks for authors of transforms, which would encode every record twice.
    options.setEnforceEncodability(false);
    options.setEnforceImmutability(false);
    return options;
  }

  private static void cancel(@Nullable PipelineResult result, String job)
      throws InterruptedException {
    LOG.info(Work.interrupt(job, STOP_TIMEOUT) ? "its work has ended" : "its work does not end");
    try {
      if (result != null) {
        result.cancel();
      }
    } catch (IOException e) {
      LOG.warn("could not cancel a Beam pipeline", e);
    }
  }

  /** The failure as its cause tells it; an unexpected one keeps its type, for a bug report. */
  private static ReportedException reported(RuntimeException failure) {
    Throwable last = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      // What a stage says of a file's bytes is of no use where they are not the file's.
      for (Throwable atClosing : cause.getSuppressed()) {
        if (atClosing instanceof ChangedFileException changed) {
          return changed;
        }
      }
      if (cause instanceof ReportedException reported) {
        return reported;
      }
      last = cause;
    }
    Optional<Error> error = ErrorMessage.behind(failure);
    if (error.isPresent()) {
      return new ReportedException(ErrorMessage.of(error.get()), failure);
    }
    String message = last.getMessage() == null ? "" : ": " + firstLine(last.getMessage());
    return new ReportedException(
        last.getClass().getSimpleName() + message + " (--verbose shows where)", failure);
  }

  private static String firstLine(String message) {
    return message.strip().lines().findFirst().orElse(message.toLowerCase(Locale.ROOT));
  }
}
