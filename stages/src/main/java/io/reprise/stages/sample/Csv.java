package io.reprise.stages.sample;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables with a header row: 784 columns of pixels from 0 to 255, and one column of labels. */
final class Csv {

  private Csv() {}

  static byte[] pixels(DrawingSet drawings) {
    StringBuilder table = new StringBuilder();
    table.append(row(IntStream.range(0, Painter.SIDE * Painter.SIDE), "pixel"));
    for (byte[] image : drawings.images()) {
      table.append(row(IntStream.range(0, image.length).map(i -> image[i] & 0xFF), ""));
    }
    return table.toString().getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] labels(DrawingSet drawings) {
    StringBuilder table = new StringBuilder("label\n");
    drawings.labels().forEach(label -> table.append(label).append('\n'));
    return table.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String row(IntStream values, String prefix) {
    return values.mapToObj(value -> prefix + value).collect(Collectors.joining(",", "", "\n"));
  }
}
