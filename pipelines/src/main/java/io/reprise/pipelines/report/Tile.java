package io.reprise.pipelines.report;

import io.reprise.schemas.record.Example;
import java.nio.ByteBuffer;

/**
 * A small image: that of an example, made smaller by whole steps where it is large.
 *
 * @param rgb 0xRRGGBB, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Tile(int width, int height, int[] rgb) {

  /**
   * Of an example. One with neither 1 nor 3 channels is shown by its first.
   *
   * @param most pixels in width and height; larger ones are shrunk by means of squares
   */
  static Tile of(Example example, int most) {
    int step = Math.max(1, (Math.max(example.getHeight(), example.getWidth()) + most - 1) / most);
    int width = Math.max(1, example.getWidth() / step);
    int height = Math.max(1, example.getHeight() / step);
    int[] rgb = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int red = mean(example, 0, y, x, step);
        boolean colours = example.getChannels() == 3;
        int green = colours ? mean(example, 1, y, x, step) : red;
        int blue = colours ? mean(example, 2, y, x, step) : red;
        rgb[y * width + x] = red << 16 | green << 8 | blue;
      }
    }
    return new Tile(width, height, rgb);
  }

  private static int mean(Example example, int channel, int y, int x, int step) {
    ByteBuffer pixels = example.getPixels();
    if (step == 1) {
      int at = (channel * example.getHeight() + y) * example.getWidth() + x;
      return Byte.toUnsignedInt(pixels.get(pixels.position() + at));
    }
    int sum = 0;
    int count = 0;
    for (int row = y * step; row < Math.min(example.getHeight(), (y + 1) * step); row++) {
      for (int column = x * step; column < Math.min(example.getWidth(), (x + 1) * step); column++) {
        int at = (channel * example.getHeight() + row) * example.getWidth() + column;
        sum += Byte.toUnsignedInt(pixels.get(pixels.position() + at));
        count++;
      }
    }
    return sum / count;
  }
}
