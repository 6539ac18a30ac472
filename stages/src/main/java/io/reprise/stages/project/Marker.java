package io.reprise.stages.project;

import io.reprise.schemas.text.Numbers;
import java.util.List;
import java.util.Locale;

/**
 * How the points of a group look: ten colours, then the same ones with other shapes. A group keeps
 * its look whichever other groups there are.
 *
 * @param colour as in SVG
 * @param shape counts from 0: circle, square, diamond
 */
record Marker(String colour, int shape) {

  /**
   * Told apart by people with any of the three colour vision deficiencies (Petroff, "Accessible
   * color sequences for data visualization", 2021).
   */
  private static final List<String> COLOURS =
      List.of(
          "#3f90da", "#ffa90e", "#bd1f01", "#94a4a2", "#832db6", "#a96b59", "#e76300", "#b9ac70",
          "#717581", "#92dadd");

  private static final Marker NOISE = new Marker("#c4c8cf", 0);
  private static final int SHAPES = 3;

  static Marker of(int group) {
    return group < 0
        ? NOISE
        : new Marker(COLOURS.get(group % COLOURS.size()), group / COLOURS.size() % SHAPES);
  }

  /** One element, with a line end. */
  String svg(double x, double y, double radius) {
    if (shape == 0) {
      return String.format(
          Locale.ROOT,
          "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"/>\n",
          shown(x),
          shown(y),
          shown(radius),
          colour);
    }
    String turn = shape == 1 ? "" : " transform=\"rotate(45 " + shown(x) + " " + shown(y) + ")\"";
    double half = radius * 0.89; // the circle's area
    return String.format(
        Locale.ROOT,
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"%s/>\n",
        shown(x - half),
        shown(y - half),
        shown(2 * half),
        shown(2 * half),
        colour,
        turn);
  }

  private static String shown(double length) {
    return Numbers.fixed(length, 2);
  }
}
