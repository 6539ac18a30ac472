package io.reprise.pipelines.cli;

import io.reprise.pipelines.sweep.SweepPage;
import io.reprise.pipelines.sweep.SweepPointResult;
import io.reprise.pipelines.sweep.SweepReport;
import io.reprise.pipelines.sweep.SweepResult;
import io.reprise.schemas.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a sweep, in the form that was asked for.
 *
 * @param metrics that are shown; empty for the usual ones
 * @param best the metric of validation that a setting is chosen by; null where none was asked for
 */
record SweepText(
    Project project,
    List<String> metrics,
    @Nullable String best,
    SweepForm form,
    HtmlOption html,
    CommonOptions common) {

  SweepText {
    metrics = List.copyOf(metrics);
  }

  /** One line for each problem of a point. */
  static void printErrors(SweepResult sweep) {
    for (SweepPointResult point : sweep.points()) {
      point
          .problems()
          .forEach(
              problem ->
                  System.err.println("error: " + SweepLabels.of(sweep, point) + ": " + problem));
    }
  }

  void print(SweepResult sweep) throws IOException {
    SweepReport report = SweepReport.of(sweep, metrics, best);
    if (html.isGiven()) {
      html.writeWithCharts(SweepPage.of(report), common.warnings(System.err::println));
    }
    if (common.json()) {
      System.out.print(Json.write(sweep.toMap()));
    } else if (html.isGiven() && common.forPeople()) {
      System.out.println(Project.shown(html.file()));
    } else if (form.isTableAlone() && !common.quiet()) {
      System.out.print(form.text(report));
    } else if (!common.quiet()) {
      lines(report).forEach(System.out::println);
    }
  }

  private List<String> lines(SweepReport report) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(form.text(report).stripTrailing());
    lines.add("");
    lines.addAll(report.notes());
    if (best != null) {
      lines.addAll(report.best());
    }
    lines.add(Project.shown(project.sweeps().folder(report.id())));
    return lines;
  }
}
