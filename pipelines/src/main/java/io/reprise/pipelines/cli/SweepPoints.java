package io.reprise.pipelines.cli;

import io.reprise.pipelines.definition.SweepPoint;
import io.reprise.pipelines.run.PointResult;
import io.reprise.pipelines.sweep.PointReader;
import io.reprise.pipelines.sweep.SweepPointResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is read of the points of a sweep, each once, as they end. */
final class SweepPoints {

  private final SweepPlan plan;
  private final PointReader reader;
  private final Map<Integer, SweepPointResult> read = new ConcurrentHashMap<>();

  SweepPoints(SweepPlan plan, PointReader reader) {
    this.plan = plan;
    this.reader = reader;
  }

  /** Its first usual metric. */
  String headline(PointResult result) {
    return read(result).headline();
  }

  /** All points, in their order; those without a result are open. */
  List<SweepPointResult> read(List<PointResult> results) throws IOException {
    try {
      results.forEach(this::read);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    List<SweepPointResult> points = new ArrayList<>();
    for (int i = 0; i < plan.points().size(); i++) {
      SweepPoint point = plan.points().get(i);
      points.add(read.computeIfAbsent(i, open -> SweepPointResult.open(PointReader.values(point))));
    }
    return points;
  }

  private SweepPointResult read(PointResult result) {
    return read.computeIfAbsent(
        result.point(),
        point -> {
          try {
            return reader.read(plan.points().get(point), plan.union().plans().get(point), result);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
