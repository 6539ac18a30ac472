package io.reprise.pipelines.cli;

import io.reprise.pipelines.execute.StageRunner;
import io.reprise.pipelines.run.RunRequest;
import io.reprise.schemas.problem.ReportedException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** How much may be worked on at once; it changes no result. */
final class CapacityOptions {

  private static final Pattern SIZE = Pattern.compile("(\\d{1,6})([mg])");

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1",
      description = "Stages at once. Default: ${DEFAULT-VALUE}.")
  private int jobs;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      defaultValue = "",
      description =
          "What stages that run at once may need together: 4g, 512m. Default: 3/4 of the heap.")
  private String memory;

  /** The request, with as much at once as was said. */
  RunRequest limit(RunRequest request) {
    if (jobs < 1) {
      throw new ReportedException("--jobs " + jobs + ": at least one stage must run at once");
    }
    return request.within(jobs, bytes());
  }

  /** The request for workers with memory of their own: a budget is only what was said. */
  RunRequest limit(RunRequest request, StageRunner runner) {
    return runner.isLocal() || !memory.isEmpty()
        ? limit(request)
        : request.within(jobs, Long.MAX_VALUE);
  }

  private long bytes() {
    if (memory.isEmpty()) {
      return Runtime.getRuntime().maxMemory() / 4 * 3;
    }
    Matcher size = SIZE.matcher(memory);
    if (!size.matches()) {
      throw new ReportedException("--memory " + memory + ": a size looks like 4g or 512m");
    }
    return Long.parseLong(size.group(1)) << (size.group(2).equals("g") ? 30 : 20);
  }
}
