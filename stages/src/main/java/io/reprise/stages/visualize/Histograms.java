package io.reprise.stages.visualize;

import io.reprise.schemas.record.ActivationStatistics;
import io.reprise.schemas.text.Numbers;
import io.reprise.stages.png.Grid;
import io.reprise.stages.png.Raster;
import java.util.ArrayList;
import java.util.List;

/** Draws a histogram a layer, the fullest bin as high as the picture. */
final class Histograms {

  private static final int HEIGHT = 80;
  private static final int WIDTH = 400;
  private static final int BAR = 0x60;
  private static final int DIGITS = 4;

  private Histograms() {}

  static byte[] png(List<ActivationStatistics> rows) {
    List<Grid.Group> groups = new ArrayList<>();
    for (ActivationStatistics row : rows) {
      String range =
          Numbers.fixed(row.getMinimum(), DIGITS)
              + " to "
              + Numbers.fixed(row.getMaximum(), DIGITS);
      Grid.Cell cell = new Grid.Cell(bars(row.getBins()), range);
      groups.add(new Grid.Group(row.getLayerName(), List.of(cell)));
    }
    return new Grid(WIDTH, HEIGHT, 1, 1, 1, true, groups).draw().png();
  }

  private static byte[] bars(List<Long> bins) {
    Raster raster = new Raster(WIDTH, HEIGHT, 1);
    long most = bins.stream().mapToLong(count -> count).max().orElse(1);
    for (int i = 0; i < bins.size(); i++) {
      int left = (int) ((long) i * WIDTH / bins.size());
      int right = (int) ((i + 1L) * WIDTH / bins.size());
      int high = (int) Math.ceil((double) HEIGHT * bins.get(i) / most);
      raster.fill(left, HEIGHT - high, Math.max(1, right - left), high, BAR);
    }
    byte[] pixels = new byte[WIDTH * HEIGHT];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) raster.sample(i % WIDTH, i / WIDTH, 0);
    }
    return pixels;
  }
}
