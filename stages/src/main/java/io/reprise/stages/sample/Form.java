package io.reprise.stages.sample;

import java.util.List;

/**
 * A flat shape, as the signed distance from a point to its edge: negative inside. Lengths are in
 * the unit of a drawing, which fills about the square from -1 to 1; x goes right and y down.
 *
 * <p>Formulas after Quilez, "2D distance functions". They add, multiply, divide and take square
 * roots, all of which IEEE 754 rounds in one way only, so that every JVM gets the same distance.
 */
@FunctionalInterface
interface Form {

  double distance(double x, double y);

  static Form disc(double centreX, double centreY, double radius) {
    return (x, y) -> length(x - centreX, y - centreY) - radius;
  }

  /** All points nearer than a radius to the line from a to b. */
  static Form capsule(double ax, double ay, double bx, double by, double radius) {
    return (x, y) -> toSegment(x, y, ax, ay, bx, by) - radius;
  }

  /** With its sides along the axes. */
  static Form box(double left, double top, double right, double bottom) {
    return polygon(left, top, right, top, right, bottom, left, bottom);
  }

  /**
   * @param corners x and y in turn, either way round
   */
  static Form polygon(double... corners) {
    return (x, y) -> {
      double nearest = Double.MAX_VALUE;
      boolean inside = false;
      int last = corners.length - 2;
      for (int i = 0; i < corners.length; last = i, i += 2) {
        double ax = corners[last];
        double ay = corners[last + 1];
        double bx = corners[i];
        double by = corners[i + 1];
        nearest = Math.min(nearest, toSegment(x, y, ax, ay, bx, by));
        if ((ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)) {
          inside = !inside;
        }
      }
      return inside ? -nearest : nearest;
    };
  }

  /**
   * A polygon that is its own mirror image.
   *
   * @param right corners of the right half from the top to the bottom, x and y in turn
   */
  static Form mirrored(double... right) {
    double[] corners = new double[2 * right.length];
    for (int i = 0; i < right.length; i += 2) {
      corners[i] = right[i];
      corners[i + 1] = right[i + 1];
      corners[corners.length - 2 - i] = -right[i];
      corners[corners.length - 1 - i] = right[i + 1];
    }
    return polygon(corners);
  }

  static Form union(Form... parts) {
    List<Form> all = List.of(parts);
    return (x, y) -> {
      double nearest = Double.MAX_VALUE;
      for (Form part : all) {
        nearest = Math.min(nearest, part.distance(x, y));
      }
      return nearest;
    };
  }

  default Form without(Form hole) {
    return (x, y) -> Math.max(distance(x, y), -hole.distance(x, y));
  }

  default Form within(Form frame) {
    return (x, y) -> Math.max(distance(x, y), frame.distance(x, y));
  }

  /** A line along the edge. */
  default Form edge(double width) {
    return (x, y) -> Math.abs(distance(x, y)) - width / 2;
  }

  private static double toSegment(double x, double y, double ax, double ay, double bx, double by) {
    double alongX = bx - ax;
    double alongY = by - ay;
    double share = ((x - ax) * alongX + (y - ay) * alongY) / (alongX * alongX + alongY * alongY);
    double clamped = Math.max(0, Math.min(1, share));
    return length(x - ax - clamped * alongX, y - ay - clamped * alongY);
  }

  private static double length(double x, double y) {
    return Math.sqrt(x * x + y * y); // exactly rounded, unlike Math.hypot
  }
}
