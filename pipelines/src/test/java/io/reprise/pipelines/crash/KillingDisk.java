package io.reprise.pipelines.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ends or stops the process by a signal at the first step of a kind. */
final class KillingDisk extends StepDisk {

  private final Path project;
  private final String fatal;
  private final String signal;
  private final boolean amidst;
  private final AtomicBoolean reached = new AtomicBoolean();

  /**
   * @param fatal the step's kind and {@link #area}
   * @param when "before" it, "amidst" it, or "stop" to be stopped before it and to go on later
   */
  KillingDisk(Path project, String fatal, String when) {
    this.project = project;
    this.fatal = fatal;
    this.signal = when.equals("stop") ? "-STOP" : "-KILL";
    this.amidst = when.equals("amidst");
  }

  @Override
  void step(String kind, Path path, Begin begin) throws IOException {
    if (fatal.equals(kind + " " + area(project, path)) && reached.compareAndSet(false, true)) {
      if (amidst) {
        begin.begin();
      }
      String self = String.valueOf(ProcessHandle.current().pid());
      new ProcessBuilder("kill", signal, self).start();
      try {
        Thread.sleep(signal.equals("-STOP") ? 500 : 60_000);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
