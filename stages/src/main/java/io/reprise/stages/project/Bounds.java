package io.reprise.stages.project;

import java.util.List;

/**
 * Brings points into the unit square, with one scale for both axes and the middle in its middle.
 */
record Bounds(double middleX, double middleY, double span) {

  static Bounds of(List<ScatterPlot.Point> points) {
    double lowX = points.stream().mapToDouble(ScatterPlot.Point::x).min().orElse(0);
    double highX = points.stream().mapToDouble(ScatterPlot.Point::x).max().orElse(0);
    double lowY = points.stream().mapToDouble(ScatterPlot.Point::y).min().orElse(0);
    double highY = points.stream().mapToDouble(ScatterPlot.Point::y).max().orElse(0);
    double span = Math.max(highX - lowX, highY - lowY);
    return new Bounds((lowX + highX) / 2, (lowY + highY) / 2, span > 0 ? span : 1);
  }

  double x(ScatterPlot.Point point) {
    return 0.5 + (point.x() - middleX) / span;
  }

  double y(ScatterPlot.Point point) {
    return 0.5 + (point.y() - middleY) / span;
  }
}
