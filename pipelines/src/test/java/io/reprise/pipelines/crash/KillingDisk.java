package io.reprise.pipelines.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ends the process by SIGKILL at the first step of a kind. */
final class KillingDisk extends StepDisk {

  private final Path project;
  private final String fatal;
  private final boolean amidst;
  private final AtomicBoolean reached = new AtomicBoolean();

  /**
   * @param fatal the step's kind and {@link #area}
   */
  KillingDisk(Path project, String fatal, boolean amidst) {
    this.project = project;
    this.fatal = fatal;
    this.amidst = amidst;
  }

  @Override
  void step(String kind, Path path, Begin begin) throws IOException {
    if (fatal.equals(kind + " " + area(project, path)) && reached.compareAndSet(false, true)) {
      if (amidst) {
        begin.begin();
      }
      String self = String.valueOf(ProcessHandle.current().pid());
      new ProcessBuilder("kill", "-9", self).start();
      try {
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
