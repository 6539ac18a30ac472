package io.reprise.stages.project;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * A scatter plot as one SVG file: no scripts, nothing loaded, and the same text for the same
 * points. Both axes have one scale. Points come in the order given, so that no group lies on top.
 */
final class ScatterPlot {

  private static final int WIDTH = 1000;
  private static final int HEIGHT = 760;
  private static final int LEFT = 48;
  private static final int TOP = 72;
  private static final int SIDE = 640;
  private static final double MARGIN = 14;
  private static final int LEGEND = LEFT + SIDE + 28;
  private static final int LEGEND_STEP = 25;

  /** More groups than fit are gathered in one last line. */
  private static final int LEGEND_LINES = 24;

  private final String title;
  private final String groupedBy;
  private final List<String> axes;
  private final IntFunction<String> names;
  private final List<Point> points;
  private final SortedMap<Integer, Integer> counts = new TreeMap<>();

  /**
   * A point of a group.
   *
   * @param group label or cluster; below 0 is noise
   */
  record Point(double x, double y, int group) {}

  /**
   * @param groupedBy what a colour stands for, heads the legend
   * @param axes names of x and y, or empty where they have no meaning
   * @param names of the groups
   */
  ScatterPlot(
      String title,
      String groupedBy,
      List<String> axes,
      IntFunction<String> names,
      List<Point> points) {
    this.title = title;
    this.groupedBy = groupedBy;
    this.axes = List.copyOf(axes);
    this.names = names;
    this.points = List.copyOf(points);
    points.forEach(point -> counts.merge(point.group(), 1, Integer::sum));
  }

  String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " height=\"%d\" role=\"img\" font-family=\"system-ui, 'Segoe UI', Helvetica,"
                + " Arial, sans-serif\">\n",
            WIDTH,
            HEIGHT,
            WIDTH,
            HEIGHT));
    svg.append("<title>").append(escaped(title)).append("</title>\n");
    svg.append(box(0, 0, WIDTH, HEIGHT, "rx=\"12\" fill=\"#ffffff\""));
    svg.append(box(LEFT, TOP, SIDE, SIDE, "rx=\"6\" fill=\"#f7f8fa\" stroke=\"#d5d9e0\""));
    svg.append(text(LEFT, 44, "font-size=\"22\" font-weight=\"600\" fill=\"#1d2330\"", title));
    appendAxes(svg);
    appendPoints(svg);
    appendLegend(svg);
    return svg.append("</svg>\n").toString();
  }

  private void appendAxes(StringBuilder svg) {
    if (axes.size() == 2) {
      String style = "font-size=\"14\" fill=\"#4a5264\" text-anchor=\"middle\"";
      int middle = SIDE / 2;
      svg.append(text(LEFT + middle, TOP + SIDE + 28, style, axes.get(0)));
      String turned =
          String.format(Locale.ROOT, "transform=\"rotate(-90 %d %d)\" ", LEFT - 16, TOP + middle);
      svg.append(text(LEFT - 16, TOP + middle, turned + style, axes.get(1)));
    }
  }

  private void appendPoints(StringBuilder svg) {
    Bounds bounds = Bounds.of(points);
    svg.append("<g fill-opacity=\"0.7\">\n");
    for (Point point : points) {
      double x = LEFT + MARGIN + bounds.x(point) * (SIDE - 2 * MARGIN);
      double y = TOP + SIDE - MARGIN - bounds.y(point) * (SIDE - 2 * MARGIN);
      svg.append(Marker.of(point.group()).svg(x, y, radius()));
    }
    svg.append("</g>\n");
  }

  /** Smaller where there are many. */
  private double radius() {
    return points.size() > 4000 ? 2.0 : points.size() > 800 ? 2.8 : 4.0;
  }

  private void appendLegend(StringBuilder svg) {
    String bold = "font-size=\"14\" font-weight=\"600\" fill=\"#4a5264\"";
    String plain = "font-size=\"14\" fill=\"#1d2330\"";
    String right = "font-size=\"14\" fill=\"#4a5264\" text-anchor=\"end\"";
    svg.append(text(LEGEND, TOP + 14, bold, groupedBy));
    svg.append(text(WIDTH - 28, TOP + 14, bold + " text-anchor=\"end\"", "rows"));
    int line = 0;
    for (int group : counts.keySet()) {
      int y = TOP + 14 + LEGEND_STEP * ++line;
      if (line == LEGEND_LINES && counts.size() > LEGEND_LINES) {
        svg.append(text(LEGEND, y, plain, "and " + (counts.size() - line + 1) + " more"));
        return;
      }
      svg.append(Marker.of(group).svg(LEGEND + 7, y - 5, 6));
      svg.append(text(LEGEND + 22, y, plain, shortened(names.apply(group))));
      String count = String.format(Locale.ROOT, "%,d", counts.get(group));
      svg.append(text(WIDTH - 28, y, right, count));
    }
  }

  private static String shortened(String name) {
    return name.length() <= 20 ? name : name.substring(0, 19) + "\u2026";
  }

  private static String box(int x, int y, int width, int height, String style) {
    return String.format(
        Locale.ROOT,
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" %s/>\n",
        x,
        y,
        width,
        height,
        style);
  }

  private static String text(int x, int y, String style, String content) {
    return String.format(
        Locale.ROOT, "<text x=\"%d\" y=\"%d\" %s>%s</text>\n", x, y, style, escaped(content));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
