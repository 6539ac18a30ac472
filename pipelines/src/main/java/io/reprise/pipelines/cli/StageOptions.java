package io.reprise.pipelines.cli;

import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.run.RunRequest;
import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which of a pipeline's stages may run, and which must. */
final class StageOptions {

  @ArgGroup private @Nullable Part part;

  @Option(
      names = "--force",
      paramLabel = "STAGE",
      description = "Run the stage even though its result is in the store.")
  private List<String> force = new ArrayList<>();

  @Option(names = "--force-all", description = "Run every selected stage.")
  private boolean forceAll;

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

  RunRequest request(Plan plan) {
    Set<String> selected = selected(plan);
    for (String name : force) {
      if (!selected.contains(check(plan, "--force", name))) {
        throw new ReportedException("--force " + name + ": the stage is not among the selected");
      }
    }
    return RunRequest.of(selected).forcing(forceAll ? selected : Set.copyOf(force));
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
