package io.reprise.stages.spi;

import java.io.Serializable;
import java.time.Duration;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;

/** Work that one worker does as a whole, such as training. */
@FunctionalInterface
public interface Work extends Serializable {

  void run() throws Exception;

  /** Adds a transform that does the work once, wherever the runner places it. */
  static void onOneWorker(Pipeline beam, String verb, Work work) {
    beam.apply("Start " + verb, Create.of(verb)).apply(verb, ParDo.of(new WorkFn(work)));
  }

  /**
   * Interrupts the work of a Beam job in this process, which the direct runner does not do when it
   * is cancelled, and waits for its end.
   *
   * @param job {@code PipelineOptions.getJobName()}
   * @return whether it has ended in time
   */
  static boolean interrupt(String job, Duration timeout) throws InterruptedException {
    return RunningWork.interrupt(job, timeout);
  }

  /** Runs the work for its only element. */
  final class WorkFn extends DoFn<String, Void> {

    private static final long serialVersionUID = 1L;

    private final Work work;

    private WorkFn(Work work) {
      this.work = work;
    }

    @ProcessElement
    public void process(PipelineOptions options) throws Exception {
      RunningWork.during(options.getJobName(), work);
    }
  }
}
