package io.reprise.pipelines.reported;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.RunManifest.Status;
import io.reprise.pipelines.reported.RowRuns.Found;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.yaml.Location;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowResultTest {

  private static final ReportedRow ROW =
      new ReportedRow(
          "p",
          "",
          Map.of(),
          List.of(new ReportedFigure("fit.loss", "0.5", 0.5)),
          "",
          new Location("f", 1));

  /** The average would be NaN, or that of fewer seeds than were run, and nobody told. */
  @Test
  void seedWhoseFigureIsNoNumberIsLeftOutAndSaid() {
    Map<String, List<Metric>> metrics =
        Map.of(
            "a", loss(0.25),
            "b", loss(Double.NaN),
            "c", loss(0.75),
            "d", loss(Double.NEGATIVE_INFINITY),
            "e", List.of());
    Found found = new Found(run("a"), List.of(run("b"), run("c"), run("d"), run("e")), "x 1");
    RowResult result = RowResult.of(ROW, Optional.of(found), run -> metrics.get(run.id()));
    assertThat(result.figures().get(0).mean()).isEqualTo(0.5);
    assertThat(result.remarks())
        .containsExactly(
            "with x 1",
            "without b, whose fit.loss is NaN",
            "without d, whose fit.loss is -Infinity",
            "without e, which has no fit.loss");
  }

  private static List<Metric> loss(double value) {
    return List.of(new Metric("fit", "test", "loss", null, value));
  }

  private static RunManifest run(String id) {
    return new RunManifest(
        id, "p", "p.yaml", List.of(), "", 0, Status.DONE, null, Map.of(), List.of());
  }
}
