package io.reprise.pipelines.crash;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends the process by SIGKILL at one step. */
final class KillingDisk extends StepDisk {

  private final AtomicInteger steps = new AtomicInteger();
  private final int fatal;
  private final boolean amidst;

  KillingDisk(int fatal, boolean amidst) {
    this.fatal = fatal;
    this.amidst = amidst;
  }

  @Override
  void step(String kind, Path path, Begin begin) throws IOException {
    if (steps.getAndIncrement() == fatal) {
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
