package io.reprise.pipelines.cli;

import io.reprise.pipelines.definition.Matrix;
import io.reprise.schemas.problem.ReportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a sweep varies. */
final class SweepOptions {

  @Parameters(
      arity = "0..*",
      paramLabel = "PIPELINE AXIS=VALUES",
      description = {
        "A name in pipelines/ or a file, and what to vary: train.epochs=3,5 seed=1..3.",
        "Default: what 'matrix' in the file says. Without a pipeline: shows the latest sweep."
      })
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--zip",
      paramLabel = "AXIS,AXIS",
      description = "Let axes take their first values together, their second ones, and so on.")
  private List<String> zips = new ArrayList<>();

  @Option(
      names = "--include",
      paramLabel = "{AXIS: VALUE}",
      description = "Add a setting, in all seeds unless it names one.")
  private List<String> includes = new ArrayList<>();

  @Option(
      names = "--exclude",
      paramLabel = "{AXIS: VALUE}",
      description = "Leave out the points that have these values.")
  private List<String> excludes = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "STAGE.PARAM=VALUE",
      description = "Set a parameter of all points: train.epochs=3.")
  private List<String> sets = new ArrayList<>();

  /** Empty where a sweep is only to be shown. */
  Optional<String> pipeline() {
    List<String> names = words.stream().filter(word -> !word.contains("=")).toList();
    if (names.size() > 1) {
      throw new ReportedException(
          "sweep "
              + names.get(1)
              + ": one pipeline at a time; an axis is written as path=values, such as seed=1..5");
    }
    return names.isEmpty() && isEmpty()
        ? Optional.empty()
        : Optional.of(names.isEmpty() ? "sample" : names.get(0));
  }

  private boolean isEmpty() {
    return words.isEmpty()
        && zips.isEmpty()
        && includes.isEmpty()
        && excludes.isEmpty()
        && sets.isEmpty();
  }

  SweepPlan plan(Project project, String pipeline) {
    return project.sweepPlan(pipeline, sets, this::chosen);
  }

  private Matrix chosen(Matrix matrix) {
    return matrix.with(
        words.stream().filter(word -> word.contains("=")).toList(), zips, includes, excludes);
  }
}
