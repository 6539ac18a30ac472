package io.reprise.pipelines.cli;

import io.reprise.pipelines.cli.Project.PlannedRow;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.reported.ReportedFigure;
import io.reprise.pipelines.reported.ReportedRow;
import io.reprise.pipelines.reported.ReportedTable;
import io.reprise.pipelines.reported.RowCommandLine;
import io.reprise.pipelines.reported.RowResult;
import io.reprise.pipelines.reported.RowRuns;
import io.reprise.pipelines.reported.RowRuns.Found;
import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks up what came of reported rows in the runs of a project. */
final class ExperimentRows {

  private final Project project;
  private final RowRuns runs;
  private final Map<String, Plan> files = new HashMap<>();
  private final Map<String, List<Metric>> metrics = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  ExperimentRows(Project project, RowRuns runs) {
    this.project = project;
    this.runs = runs;
  }

  /**
   * @throws ReportedException with one line for each row that cannot be planned
   */
  List<ExperimentTable> of(List<ReportedTable> tables) {
    List<ExperimentTable> results = new ArrayList<>();
    for (ReportedTable table : tables) {
      List<ExperimentTable.Row> rows = new ArrayList<>();
      for (ReportedRow row : table.rows()) {
        try {
          rows.add(row(row));
        } catch (ReportedException e) {
          problems.addAll(e.problems());
        }
      }
      results.add(new ExperimentTable(table.title(), table.note(), rows));
    }
    if (!problems.isEmpty()) {
      throw new ReportedException(problems);
    }
    return results;
  }

  private ExperimentTable.Row row(ReportedRow row) {
    PlannedRow planned = planned(row);
    requireStages(row, planned.plan());
    Plan file =
        files.computeIfAbsent(
            row.pipeline(), pipeline -> project.plannedRow(pipeline, Map.of()).plan());
    Optional<Found> found = runs.find(row, planned.plan(), file);
    boolean seeds = found.isPresent() && !found.get().others().isEmpty();
    return new ExperimentTable.Row(
        row.what().isEmpty() ? planned.point().toString() : row.what(),
        RowCommandLine.of(row, planned.point(), seeds),
        RowResult.of(row, found, this::metrics));
  }

  private static void requireStages(ReportedRow row, Plan plan) {
    List<String> missing = new ArrayList<>();
    for (ReportedFigure figure : row.figures()) {
      if (!plan.names().contains(figure.stage())) {
        missing.add(
            row.at()
                .says(
                    figure.metric()
                        + ": "
                        + row.pipeline()
                        + " has no stage '"
                        + figure.stage()
                        + "'"
                        + Nearest.hint(figure.stage(), plan.names())));
      }
    }
    if (!missing.isEmpty()) {
      throw new ReportedException(missing);
    }
  }

  /** A pipeline that is not there has no line of its own. */
  private PlannedRow planned(ReportedRow row) {
    try {
      return project.plannedRow(row.pipeline(), row.set());
    } catch (ReportedException e) {
      throw new ReportedException(
          e.problems().stream()
              .map(
                  problem -> problem.contains(row.at().source()) ? problem : row.at().says(problem))
              .toList());
    }
  }

  private List<Metric> metrics(RunManifest run) {
    return metrics.computeIfAbsent(
        run.id(), id -> RunMetricsFile.read(run, project.runs().folder(id)));
  }
}
