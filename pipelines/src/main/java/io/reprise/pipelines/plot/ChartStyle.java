package io.reprise.pipelines.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** How XChart's charts look: calm, on white, and the same in every locale and time zone. */
final class ChartStyle {

  static final int WIDTH = 960;
  static final int HEIGHT = 540;
  private static final int MOST_IN_LEGEND = 24;

  private ChartStyle() {}

  static void apply(AxesChartStyler style, int series) {
    style.setLocale(Locale.ROOT);
    style.setTimezone(TimeZone.getTimeZone("UTC"));
    style.setBaseFont(SvgCanvas.FONT);
    style.setChartTitleFont(SvgCanvas.TITLE);
    style.setAxisTitleFont(SvgCanvas.FONT);
    style.setAxisTickLabelsFont(SvgCanvas.FONT);
    style.setLegendFont(SvgCanvas.FONT);
    style.setChartFontColor(SvgCanvas.INK);
    style.setAxisTickLabelsColor(SvgCanvas.MUTED);
    style.setChartBackgroundColor(Color.WHITE);
    style.setPlotBackgroundColor(Color.WHITE);
    style.setPlotBorderVisible(false);
    style.setLegendBorderColor(Color.WHITE);
    style.setLegendVisible(series > 1 && series <= MOST_IN_LEGEND);
    style.setLegendPosition(LegendPosition.OutsideE);
    style.setChartTitleBoxVisible(false);
    style.setPlotGridLinesColor(SvgCanvas.GRID);
    style.setPlotGridLinesStroke(new BasicStroke(1));
    style.setPlotGridVerticalLinesVisible(false);
    style.setAxisTicksMarksVisible(false);
    style.setAxisTickMarksColor(SvgCanvas.GRID);
    style.setChartPadding(16);
  }

  /** A name that no other series has, which XChart asks for. */
  static String unused(String name, Set<String> used) {
    String cleaned = SvgCanvas.clean(name);
    String free = cleaned.isBlank() ? "(no name)" : cleaned;
    for (int i = 2; used.contains(free); i++) {
      free = cleaned + " (" + i + ")";
    }
    used.add(free);
    return free;
  }
}
