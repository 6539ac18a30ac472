package io.reprise.pipelines.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines, drawn by XChart. */
final class LinesSvg {

  private static final float[] DASHES = {6, 5};

  private LinesSvg() {}

  static Optional<byte[]> of(String title, Lines plot) throws IOException {
    XYChart chart =
        new XYChartBuilder()
            .width(ChartStyle.WIDTH)
            .height(ChartStyle.HEIGHT)
            .title(SvgCanvas.clean(title))
            .xAxisTitle(SvgCanvas.clean(plot.x().name()))
            .yAxisTitle(SvgCanvas.clean(plot.y().name()))
            .build();
    AxesChartStyler style = chart.getStyler();
    ChartStyle.apply(style, plot.lines().size());
    style.setXAxisLogarithmic(plot.x().scale() == Axis.Scale.LOG);
    style.setYAxisLogarithmic(plot.y().scale() == Axis.Scale.LOG);
    style.setXAxisMin(plot.x().least());
    style.setXAxisMax(plot.x().most());
    style.setYAxisMin(plot.y().least());
    style.setYAxisMax(plot.y().most());
    if (plot.x().scale() == Axis.Scale.WHOLE) {
      style.setXAxisDecimalPattern("#,##0");
    }
    Set<String> names = new HashSet<>();
    int colour = 0;
    for (Lines.Line line : plot.lines()) {
      colour += add(chart, plot, line, ChartStyle.unused(line.name(), names), colour);
    }
    return chart.getSeriesMap().isEmpty() ? Optional.empty() : Optional.of(written(chart));
  }

  /** Returns how many colours were used. */
  private static int add(XYChart chart, Lines plot, Lines.Line line, String name, int colour) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < line.x().size(); i++) {
      if (isOn(plot.x(), line.x().get(i)) && isOn(plot.y(), line.y().get(i))) {
        x.add(line.x().get(i));
        y.add(line.y().get(i));
      }
    }
    boolean reference = line.style() == Lines.Style.REFERENCE;
    if (!x.isEmpty()) {
      XYSeries series = chart.addSeries(name, x, y);
      Color own = reference ? SvgCanvas.MUTED : SvgCanvas.colour(colour);
      series.setLineColor(own);
      series.setMarkerColor(own);
      boolean dashed = reference || line.style() == Lines.Style.DASHED;
      series.setLineStyle(
          dashed
              ? new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0)
              : new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
      series.setMarker(x.size() > 1 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
    }
    return reference ? 0 : 1;
  }

  /** Gaps are closed: XChart would draw what is not a number at 0. */
  private static boolean isOn(Axis axis, double value) {
    return Double.isFinite(value) && (axis.scale() != Axis.Scale.LOG || value > 0);
  }

  private static byte[] written(XYChart chart) throws IOException {
    SvgCanvas canvas = new SvgCanvas(ChartStyle.WIDTH, ChartStyle.HEIGHT);
    chart.paint(canvas.graphics(), ChartStyle.WIDTH, ChartStyle.HEIGHT);
    return canvas.svg();
  }
}
