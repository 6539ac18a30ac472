package io.reprise.pipelines.cli;

import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.run.RunRequest;
import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which pipeline, with which parameters and which of its stages. */
final class PipelineOptions {

  private static final Pattern SIZE = Pattern.compile("(\\d{1,6})([mg])");

  @Parameters(
      arity = "0..1",
      paramLabel = "PIPELINE",
      defaultValue = "sample",
      description = "A name in pipelines/, or a file. Default: ${DEFAULT-VALUE}.")
  private String pipeline;

  @Option(
      names = "--set",
      paramLabel = "STAGE.PARAM=VALUE",
      description = "Set a parameter: train.epochs=3, or seed=7 for one under 'params'.")
  private List<String> sets = new ArrayList<>();

  @ArgGroup private @Nullable Part part;

  @Option(
      names = "--force",
      paramLabel = "STAGE",
      description = "Run the stage even though its result is in the store.")
  private List<String> force = new ArrayList<>();

  @Option(names = "--force-all", description = "Run every selected stage.")
  private boolean forceAll;

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

  @Option(names = "--keep-going", description = "Go on with what does not need a failed stage.")
  private boolean keepGoing;

  /** At most one way to choose. */
  static final class Part {
    @Option(names = "--only", paramLabel = "STAGE", description = "Run this stage alone.")
    private @Nullable String only;

    @Option(
        names = "--from",
        paramLabel = "STAGE",
        description = "Run this stage and all that depend on it.")
    private @Nullable String from;

    @Option(
        names = "--until",
        paramLabel = "STAGE",
        description = "Run this stage and all that it depends on.")
    private @Nullable String until;
  }

  Plan plan(Project project) throws IOException {
    return project.plan(pipeline, sets);
  }

  RunRequest request(Plan plan) {
    if (jobs < 1) {
      throw new ReportedException("--jobs " + jobs + ": at least one stage must run at once");
    }
    Set<String> selected = selected(plan);
    for (String name : force) {
      if (!selected.contains(check(plan, "--force", name))) {
        throw new ReportedException("--force " + name + ": the stage is not among the selected");
      }
    }
    return new RunRequest(
        selected, forceAll ? selected : Set.copyOf(force), jobs, memory(), keepGoing);
  }

  private long memory() {
    if (memory.isEmpty()) {
      return Runtime.getRuntime().maxMemory() / 4 * 3;
    }
    Matcher size = SIZE.matcher(memory);
    if (!size.matches()) {
      throw new ReportedException("--memory " + memory + ": a size looks like 4g or 512m");
    }
    return Long.parseLong(size.group(1)) << (size.group(2).equals("g") ? 30 : 20);
  }

  private Set<String> selected(Plan plan) {
    if (part == null) {
      return Set.copyOf(plan.names());
    }
    if (part.only != null) {
      return Set.of(check(plan, "--only", part.only));
    }
    if (part.from != null) {
      return plan.from(check(plan, "--from", part.from));
    }
    return plan.upTo(Set.of(check(plan, "--until", part.until == null ? "" : part.until)));
  }

  private static String check(Plan plan, String option, String stage) {
    if (!plan.names().contains(stage)) {
      throw new ReportedException(
          option + " " + stage + ": there is no such stage" + Nearest.hint(stage, plan.names()));
    }
    return stage;
  }
}
