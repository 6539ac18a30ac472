package io.reprise.pipelines.plot;

import io.reprise.schemas.text.Numbers;
import java.awt.Color;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The layers of a matrix, below each other. */
final class MatrixSvg {

  private static final int CELL = 40;
  private static final int NAMES = 150;
  private static final int MARGIN = 24;
  private static final int TITLE = 40;
  private static final Color LOW = new Color(0xf4f7fb);
  private static final Color HIGH = new Color(0x1f4e95);

  private MatrixSvg() {}

  static Optional<byte[]> of(String title, Matrix plot) throws IOException {
    if (plot.rows().isEmpty() || plot.columns().isEmpty() || plot.layers().isEmpty()) {
      return Optional.empty();
    }
    int width = MARGIN + NAMES + CELL * plot.columns().size() + NAMES;
    int height = TITLE + NAMES + CELL * plot.rows().size() + MARGIN;
    SvgCanvas canvas = new SvgCanvas(width, height * plot.layers().size());
    for (int i = 0; i < plot.layers().size(); i++) {
      Matrix.Layer layer = plot.layers().get(i);
      int top = height * i;
      canvas.text(
          title + " (" + layer.name() + ")", MARGIN, top + 28, SvgCanvas.TITLE, SvgCanvas.INK);
      names(canvas, plot, top);
      cells(canvas, layer, top + TITLE + NAMES);
    }
    return Optional.of(canvas.svg());
  }

  private static void names(SvgCanvas canvas, Matrix plot, int top) {
    double left = MARGIN + NAMES;
    double corner = top + TITLE + NAMES;
    canvas.text(
        plot.rowAxis() + " / " + plot.columnAxis(),
        MARGIN,
        corner - 8,
        SvgCanvas.FONT,
        SvgCanvas.MUTED);
    for (int i = 0; i < plot.columns().size(); i++) {
      String name = SvgCanvas.fitted(plot.columns().get(i), SvgCanvas.FONT, NAMES);
      canvas.slanted(name, left + CELL * (i + 0.5), corner - 8, SvgCanvas.FONT, SvgCanvas.INK);
    }
    for (int i = 0; i < plot.rows().size(); i++) {
      String name = SvgCanvas.fitted(plot.rows().get(i), SvgCanvas.FONT, NAMES - 10);
      double y = corner + CELL * (i + 0.5) + 5;
      canvas.text(
          name,
          left - 10 - SvgCanvas.width(name, SvgCanvas.FONT),
          y,
          SvgCanvas.FONT,
          SvgCanvas.INK);
    }
  }

  private static void cells(SvgCanvas canvas, Matrix.Layer layer, double top) {
    double most =
        layer.values().stream()
            .flatMap(List::stream)
            .mapToDouble(Double::doubleValue)
            .filter(Double::isFinite)
            .max()
            .orElse(0);
    for (int row = 0; row < layer.values().size(); row++) {
      for (int column = 0; column < layer.values().get(row).size(); column++) {
        double value = layer.values().get(row).get(column);
        double share = most > 0 && value > 0 ? value / most : 0;
        double x = MARGIN + NAMES + CELL * column;
        double y = top + CELL * row;
        canvas.box(x, y, CELL, CELL, 0, between(share), Color.WHITE);
        if (Double.isFinite(value) && value != 0) {
          String text = Numbers.fixed(value, layer.digits());
          Color ink = share > 0.5 ? Color.WHITE : SvgCanvas.INK;
          canvas.centred(
              text, x + CELL / 2.0, y + CELL / 2.0 + 5, SvgCanvas.FONT.deriveFont(11f), ink);
        }
      }
    }
  }

  private static Color between(double share) {
    return new Color(
        mix(LOW.getRed(), HIGH.getRed(), share),
        mix(LOW.getGreen(), HIGH.getGreen(), share),
        mix(LOW.getBlue(), HIGH.getBlue(), share));
  }

  private static int mix(int low, int high, double share) {
    return (int) Math.round(low + (high - low) * share);
  }
}
