package io.reprise.pipelines.plot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.CategoryStyler;

/** Bars, drawn by XChart; always upright, which is all that it has. */
final class BarsSvg {

  private BarsSvg() {}

  static Optional<byte[]> of(String title, Bars plot) throws IOException {
    if (plot.categories().isEmpty() || plot.series().isEmpty()) {
      return Optional.empty();
    }
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(ChartStyle.WIDTH)
            .height(ChartStyle.HEIGHT)
            .title(SvgCanvas.clean(title))
            .yAxisTitle(SvgCanvas.clean(plot.value().name()))
            .build();
    CategoryStyler style = chart.getStyler();
    ChartStyle.apply(style, plot.series().size());
    style.setXAxisLabelRotation(45);
    style.setAvailableSpaceFill(0.8);
    style.setXAxisMaxLabelCount(60);
    Set<String> categories = new HashSet<>();
    List<String> names =
        plot.categories().stream()
            .map(name -> SvgCanvas.fitted(name, SvgCanvas.FONT, 140))
            .map(name -> ChartStyle.unused(name, categories))
            .toList();
    Set<String> used = new HashSet<>();
    int colour = 0;
    for (Bars.Series series : plot.series()) {
      List<Double> values = new ArrayList<>();
      series.values().forEach(value -> values.add(Double.isFinite(value) ? value : 0.0));
      chart
          .addSeries(ChartStyle.unused(series.name(), used), names, values)
          .setFillColor(SvgCanvas.colour(colour++));
    }
    SvgCanvas canvas = new SvgCanvas(ChartStyle.WIDTH, ChartStyle.HEIGHT);
    chart.paint(canvas.graphics(), ChartStyle.WIDTH, ChartStyle.HEIGHT);
    return Optional.of(canvas.svg());
  }
}
