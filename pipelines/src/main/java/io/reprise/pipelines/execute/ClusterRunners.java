package io.reprise.pipelines.execute;

import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.Stage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Runners of stages by the names that users give them. */
public final class ClusterRunners {

  /** What {@code --runner} takes. */
  public static final List<String> NAMES = List.of("direct", "flink", "spark");

  private ClusterRunners() {}

  /**
   * The runner of this name, once its cluster has answered.
   *
   * @param name one of {@link #NAMES}
   * @param options NAME=VALUE, those of Beam's runner, and of Spark itself ({@code spark.*})
   * @param jobs stages that may run at once
   * @param stages those that it may be asked to run
   * @param code names of the parts of a stage's code, as keys are made of them
   * @throws ReportedException when there is no such runner or option, or no cluster
   */
  public static StageRunner of(
      String name,
      List<String> options,
      int jobs,
      Collection<Stage> stages,
      Function<Stage, Collection<String>> code)
      throws InterruptedException {
    Function<Stage, ExpectedCode> expected =
        stage -> ExpectedCode.of(code.apply(stage), StageExecutor.loader(stage));
    switch (name) {
      case "direct":
        if (!options.isEmpty()) {
          throw new ReportedException(
              "--runner-option "
                  + options.get(0)
                  + ": is of use with --runner flink or spark only");
        }
        return LocalRunner.onAllProcessors();
      case "flink":
        return FlinkStageRunner.connect(named(options), jobs, stages, expected);
      case "spark":
        return SparkStageRunner.connect(named(options), stages, expected);
      default:
        throw new ReportedException(
            "--runner "
                + name
                + ": there are "
                + String.join(", ", NAMES)
                + Nearest.hint(name, NAMES));
    }
  }

  private static Map<String, String> named(List<String> options) {
    Map<String, String> named = new TreeMap<>();
    for (String option : options) {
      String[] parts = option.replaceFirst("^--", "").split("=", 2);
      if (parts.length < 2 || parts[0].isEmpty()) {
        throw new ReportedException(
            "--runner-option " + option + ": an option looks like flinkMaster=localhost:8081");
      }
      if (named.put(parts[0], parts[1]) != null) {
        throw new ReportedException("--runner-option " + parts[0] + ": is given twice");
      }
    }
    return named;
  }
}
