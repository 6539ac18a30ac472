package io.reprise.pipelines.execute;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.text.PlatformEncoding;
import io.reprise.stages.spi.WrittenFile;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;

/**
 * Passes on what was written, on workers whose code is that of the stage's key. A cluster that was
 * started with other libraries, or with an older Reprise, would give wrong bytes a right name.
 */
final class CheckCodeFn extends DoFn<WrittenFile, WrittenFile> {

  private static final long serialVersionUID = 1L;

  private final ExpectedCode expected;

  CheckCodeFn(ExpectedCode expected) {
    this.expected = expected;
  }

  /** Before the worker does anything for the stage, where the runner fuses the two. */
  @Setup
  public void setup() throws UnknownHostException {
    List<String> missing = expected.missingFrom(Thread.currentThread().getContextClassLoader());
    if (!missing.isEmpty()) {
      throw new ReportedException(
          "the worker on "
              + InetAddress.getLocalHost().getHostName()
              + " has other code than this process ("
              + missing.get(0)
              + (missing.size() == 1 ? "" : " and " + (missing.size() - 1) + " more")
              + "); start the cluster anew with the class path of this build");
    }
    PlatformEncoding.requireUtf8(); // which the launcher sees to here, and nobody on a cluster
  }

  @ProcessElement
  public void process(@Element WrittenFile file, OutputReceiver<WrittenFile> output) {
    output.output(file);
  }
}
