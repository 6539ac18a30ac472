package io.reprise.pipelines.plot;

import io.reprise.pipelines.plot.Scatter.Tone;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The first grouping of points in the plane, with a legend; both axes have one scale. The others
 * are on the page: some thousand points each would make a file of many megabytes.
 */
final class ScatterSvg {

  private static final int MARGIN = 24;
  private static final int TITLE = 44;
  private static final int SIDE = 620;
  private static final int LEGEND = 240;
  private static final int LINE = 22;
  private static final int MOST_IN_LEGEND = 26;
  private static final Color FAINT = new Color(0xc9ced6);
  private static final Color BAD = new Color(0xc9444d);

  private ScatterSvg() {}

  static Optional<byte[]> of(String title, Scatter plot) throws IOException {
    if (plot.ids().isEmpty() || plot.layers().isEmpty()) {
      return Optional.empty();
    }
    Scatter.Layer layer = plot.layers().get(0);
    SvgCanvas canvas = new SvgCanvas(3 * MARGIN + SIDE + LEGEND, TITLE + SIDE + MARGIN);
    canvas.text(title + " (" + layer.name() + ")", MARGIN, 28, SvgCanvas.TITLE, SvgCanvas.INK);
    points(canvas, plot, layer);
    double x = 2.0 * MARGIN + SIDE;
    for (int group = 0; group < Math.min(MOST_IN_LEGEND, layer.groups().size()); group++) {
      double y = TITLE + LINE * (group + 0.5);
      canvas.dot(x + 5, y, 5, colour(layer, group));
      String name = SvgCanvas.fitted(layer.groups().get(group), SvgCanvas.FONT, LEGEND - 20.0);
      canvas.text(name, x + 18, y + 5, SvgCanvas.FONT, SvgCanvas.INK);
    }
    return Optional.of(canvas.svg());
  }

  private static void points(SvgCanvas canvas, Scatter plot, Scatter.Layer layer) {
    double left = least(plot.x());
    double bottom = least(plot.y());
    double extent =
        Math.max(
            1e-300, Math.max(-least(negated(plot.x())) - left, -least(negated(plot.y())) - bottom));
    double radius = plot.ids().size() > 4000 ? 1.8 : plot.ids().size() > 800 ? 2.4 : 3.2;
    for (int i = 0; i < plot.ids().size(); i++) {
      double x = MARGIN + (plot.x().get(i) - left) / extent * SIDE;
      double y = TITLE + SIDE - (plot.y().get(i) - bottom) / extent * SIDE;
      if (Double.isFinite(x) && Double.isFinite(y)) {
        canvas.dot(x, y, radius, colour(layer, layer.of().get(i)));
      }
    }
  }

  private static Color colour(Scatter.Layer layer, int group) {
    if (group < 0 || layer.tones().get(group) == Tone.FAINT) {
      return FAINT;
    }
    return layer.tones().get(group) == Tone.BAD ? BAD : SvgCanvas.colour(group);
  }

  private static double least(List<Double> values) {
    return values.stream().mapToDouble(n -> n).filter(Double::isFinite).min().orElse(0);
  }

  private static List<Double> negated(List<Double> values) {
    return values.stream().map(value -> -value).toList();
  }
}
