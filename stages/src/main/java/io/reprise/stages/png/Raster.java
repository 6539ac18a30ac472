package io.reprise.stages.png;

import java.util.Arrays;

/**
 * A picture to be drawn on: grey or colour, 8 bits a channel, white at first. What falls outside is
 * left out.
 */
public final class Raster {

  /** Pixels times channels: to pack them takes about eight bytes each. */
  public static final long MOST_SAMPLES = 1L << 24;

  private final int width;
  private final int height;
  private final int channels;
  private final byte[] samples;

  /**
   * @param channels 1 for grey, 3 for red, green and blue
   * @throws IllegalArgumentException beyond {@link #MOST_SAMPLES}, or where a side is not positive
   */
  public Raster(int width, int height, int channels) {
    if (width < 1
        || height < 1
        || (channels != 1 && channels != 3)
        || (long) width * height > MOST_SAMPLES / channels) {
      throw new IllegalArgumentException(
          "no raster has " + width + " x " + height + " pixels of " + channels + " channels");
    }
    this.width = width;
    this.height = height;
    this.channels = channels;
    this.samples = new byte[width * height * channels];
    Arrays.fill(samples, (byte) 0xFF);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public int channels() {
    return channels;
  }

  /** One channel of a pixel, from 0 to 255. */
  public int sample(int x, int y, int channel) {
    return Byte.toUnsignedInt(samples[(y * width + x) * channels + channel]);
  }

  /**
   * Sets a rectangle of pixels.
   *
   * @param colour 0xRRGGBB; of a grey raster, its blue alone counts
   */
  public void fill(int x, int y, int across, int down, int colour) {
    for (int row = Math.max(0, y); row < Math.min(height, y + down); row++) {
      for (int column = Math.max(0, x); column < Math.min(width, x + across); column++) {
        set(column, row, colour);
      }
    }
  }

  private void set(int x, int y, int colour) {
    for (int channel = 0; channel < channels; channel++) {
      int shift = Byte.SIZE * (channels - 1 - channel);
      samples[(y * width + x) * channels + channel] = (byte) (colour >> shift);
    }
  }

  /**
   * Draws an image, each pixel as a square.
   *
   * @param pixels unsigned bytes, channel by channel, each row by row, of 1 or 3 channels; colour
   *     on a grey raster shows its blue
   * @param scale pixels a side of each
   */
  public void draw(int x, int y, byte[] pixels, int imageWidth, int imageHeight, int scale) {
    int area = imageWidth * imageHeight;
    boolean grey = pixels.length == area;
    for (int i = 0; i < area; i++) {
      int red = Byte.toUnsignedInt(pixels[i]);
      int green = grey ? red : Byte.toUnsignedInt(pixels[area + i]);
      int blue = grey ? red : Byte.toUnsignedInt(pixels[2 * area + i]);
      int left = x + i % imageWidth * scale;
      int top = y + i / imageWidth * scale;
      fill(left, top, scale, scale, red << 16 | green << 8 | blue);
    }
  }

  /** Draws one line of text, its left upper corner given, in {@link Letters} of a colour. */
  public void write(int x, int y, String text, int scale, int colour) {
    int[] points = text.codePoints().toArray();
    for (int i = 0; i < points.length; i++) {
      for (int column = 0; column < Letters.WIDTH; column++) {
        for (int row = 0; row < Letters.HEIGHT; row++) {
          if (Letters.isSet(points[i], column, row)) {
            int left = x + (i * Letters.ADVANCE + column) * scale;
            fill(left, y + row * scale, scale, scale, colour);
          }
        }
      }
    }
  }

  /** The picture as a PNG file. */
  public byte[] png() {
    byte[] rows = new byte[Math.multiplyExact(height, width * channels + 1)];
    for (int row = 0; row < height; row++) {
      int stride = width * channels;
      System.arraycopy(samples, row * stride, rows, row * (stride + 1) + 1, stride);
    }
    return Png.of(width, height, channels, rows);
  }
}
