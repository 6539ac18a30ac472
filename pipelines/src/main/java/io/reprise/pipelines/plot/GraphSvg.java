package io.reprise.pipelines.plot;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A graph in columns, each node a box. */
final class GraphSvg {

  private static final int WIDTH = 130;
  private static final int HEIGHT = 46;
  private static final int GAP_X = 50;
  private static final int GAP_Y = 22;
  private static final int MARGIN = 24;
  private static final int TITLE = 44;
  private static final Font BOLD = SvgCanvas.FONT.deriveFont(Font.BOLD);
  private static final Font SMALL = SvgCanvas.FONT.deriveFont(11f);
  private static final Map<String, Color> STATES =
      Map.of(
          "ran", new Color(0x3b6fb6),
          "cached", new Color(0x3a9a5b),
          "failed", new Color(0xc9444d),
          "interrupted", new Color(0xc9444d));

  private GraphSvg() {}

  static Optional<byte[]> of(String title, Graph plot) throws IOException {
    if (plot.nodes().isEmpty()) {
      return Optional.empty();
    }
    List<Integer> columns = plot.columns();
    Map<Integer, Integer> filled = new HashMap<>();
    List<double[]> places = new ArrayList<>();
    for (int column : columns) {
      int row = filled.merge(column, 1, Integer::sum) - 1;
      places.add(
          new double[] {
            MARGIN + column * (double) (WIDTH + GAP_X), TITLE + row * (double) (HEIGHT + GAP_Y)
          });
    }
    int most = filled.values().stream().mapToInt(n -> n).max().orElse(1);
    SvgCanvas canvas =
        new SvgCanvas(
            2 * MARGIN + filled.size() * (WIDTH + GAP_X) - GAP_X,
            TITLE + most * (HEIGHT + GAP_Y) + MARGIN);
    canvas.text(title, MARGIN, 28, SvgCanvas.TITLE, SvgCanvas.INK);
    for (int i = 0; i < plot.nodes().size(); i++) {
      double[] to = places.get(i);
      for (int before : plot.nodes().get(i).after()) {
        double[] from = places.get(before);
        canvas.line(
            from[0] + WIDTH, from[1] + HEIGHT / 2.0, to[0], to[1] + HEIGHT / 2.0, SvgCanvas.MUTED);
      }
    }
    for (int i = 0; i < plot.nodes().size(); i++) {
      node(canvas, plot.nodes().get(i), places.get(i));
    }
    return Optional.of(canvas.svg());
  }

  private static void node(SvgCanvas canvas, Graph.Node node, double[] place) {
    Color border = STATES.getOrDefault(node.state(), SvgCanvas.MUTED);
    canvas.box(place[0], place[1], WIDTH, HEIGHT, 12, Color.WHITE, border);
    double middle = place[0] + WIDTH / 2.0;
    canvas.centred(
        SvgCanvas.fitted(node.name(), BOLD, WIDTH - 12.0),
        middle,
        place[1] + 20,
        BOLD,
        SvgCanvas.INK);
    canvas.centred(
        SvgCanvas.fitted(node.detail(), SMALL, WIDTH - 12.0),
        middle,
        place[1] + 36,
        SMALL,
        SvgCanvas.MUTED);
  }
}
