package io.reprise.pipelines.plot;

import java.io.IOException;
import java.util.Optional;

/**
 * A chart as an SVG file for publications: light, without scripts, and readable by itself. Drawn by
 * XChart, or where that has no such chart by Java's own drawing calls, and written by Batik.
 */
public final class SvgFile {

  private SvgFile() {}

  /**
   * Whether this Java can draw: measuring a text needs a font, and servers may have none.
   *
   * <p>Has to be asked before anything else of this package that draws, since it also says that
   * there is no screen.
   */
  public static boolean isPossible() {
    System.setProperty("java.awt.headless", "true");
    try {
      return SvgCanvas.width("text", SvgCanvas.FONT) > 0;
    } catch (RuntimeException | LinkageError | InternalError e) {
      return false; // what Java throws without fontconfig or a font has changed with each release
    }
  }

  /**
   * In UTF-8.
   *
   * @param title above the chart
   * @return empty where there is no number to draw
   */
  public static Optional<byte[]> of(String title, Plot plot) throws IOException {
    if (plot instanceof Lines lines) {
      return LinesSvg.of(title, lines);
    }
    if (plot instanceof Bars bars) {
      return BarsSvg.of(title, bars);
    }
    if (plot instanceof Matrix matrix) {
      return MatrixSvg.of(title, matrix);
    }
    if (plot instanceof Scatter scatter) {
      return ScatterSvg.of(title, scatter);
    }
    if (plot instanceof Graph graph) {
      return GraphSvg.of(title, graph);
    }
    return Optional.empty(); // parallel coordinates are for looking at, not for papers
  }
}
