package io.reprise.pipelines.reported;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.reported.RowRuns.Found;
import io.reprise.schemas.record.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A row of a report, and what came of it here.
 *
 * @param found null where it was not run
 */
public record RowResult(ReportedRow row, @Nullable Found found, List<RowFigure> figures) {

  public RowResult {
    figures = List.copyOf(figures);
  }

  /**
   * @param metrics reads those of a run
   */
  public static RowResult of(
      ReportedRow row, Optional<Found> found, Function<RunManifest, List<Metric>> metrics) {
    return new RowResult(
        row,
        found.orElse(null),
        row.figures().stream()
            .map(
                figure ->
                    found
                        .map(runs -> RowFigure.of(figure, runs, metrics))
                        .orElseGet(() -> RowFigure.none(figure)))
            .toList());
  }

  /** What has to be said of the runs, each by itself. */
  public List<String> remarks() {
    if (found == null) {
      return List.of("not run here");
    }
    List<String> remarks = new ArrayList<>();
    if (!found.instead().isEmpty()) {
      remarks.add("with " + found.instead());
    }
    for (RowFigure figure : figures) {
      figure.omitted().forEach(omitted -> remarks.add("without " + omitted));
    }
    return remarks;
  }
}
