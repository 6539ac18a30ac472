package io.reprise.pipelines.report;

import io.reprise.schemas.record.Projection;
import io.reprise.stages.random.SplitMix64;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToDoubleFunction;

/**
 * Points of a projection, by id.
 *
 * @param rows of the table that have a place
 */
record ProjectedPoints(long rows, List<Projection> points) {

  private static final Comparator<Projection> BY_HASH =
      Comparator.comparingLong((Projection point) -> SplitMix64.next(point.getId()))
          .thenComparing(Projection::getId);

  /** Places on the screen that can be told apart. */
  private static final double PLACES = 4000;

  ProjectedPoints {
    points = List.copyOf(points);
  }

  /**
   * Reads those whose ids hash lowest: the same examples in every projection.
   *
   * @param most points
   */
  static ProjectedPoints read(RunView run, StageOutput output, int most) throws IOException {
    PriorityQueue<Projection> kept = new PriorityQueue<>(BY_HASH.reversed());
    long[] rows = {0};
    run.forEach(
        output,
        Projection.class,
        point -> {
          if (!Double.isFinite(point.getX()) || !Double.isFinite(point.getY())) {
            return; // it has no place
          }
          rows[0]++;
          kept.add(point);
          if (kept.size() > most) {
            kept.poll();
          }
        });
    return new ProjectedPoints(
        rows[0], kept.stream().sorted(Comparator.comparing(Projection::getId)).toList());
  }

  List<Long> ids() {
    return points.stream().map(Projection::getId).toList();
  }

  List<Double> x() {
    return rounded(Projection::getX);
  }

  List<Double> y() {
    return rounded(Projection::getY);
  }

  /** With no more digits than can be seen. */
  private List<Double> rounded(ToDoubleFunction<Projection> coordinate) {
    double least = points.stream().mapToDouble(coordinate).min().orElse(0);
    double most = points.stream().mapToDouble(coordinate).max().orElse(0);
    double digits = Math.ceil(Math.log10(PLACES / Math.max(most - least, 1e-9)));
    double unit = Math.pow(10, Math.abs(digits));
    return points.stream()
        .map(
            point -> {
              double value = coordinate.applyAsDouble(point);
              return digits >= 0 ? Math.rint(value * unit) / unit : Math.rint(value / unit) * unit;
            })
        .toList();
  }
}
