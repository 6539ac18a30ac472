package io.reprise.stages.ingest;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * A decoded image's samples as its file has them, pixel by pixel: Java would convert grey to
 * another gamma on the way to RGB.
 *
 * @param bands 1 for grey, 3 for red, green and blue, and 1 more for how opaque each pixel is
 * @param bits of a sample, 8 or 16
 * @param values {@code height * width * bands} of them
 */
@SuppressWarnings("ArrayRecordComponent") // pixels, never compared
record StoredSamples(int height, int width, int bands, int bits, int[] values) {

  private static final int OPAQUE = 255;
  private static final int WORD = 65_535;

  /**
   * @param channels that are wanted, for images with a palette, which may have either number
   */
  static StoredSamples of(BufferedImage image, int channels) {
    if (image.getColorModel() instanceof IndexColorModel) {
      return ofPalette(image, channels);
    }
    Raster raster = image.getRaster();
    return new StoredSamples(
        image.getHeight(),
        image.getWidth(),
        raster.getNumBands(),
        raster.getSampleModel().getSampleSize(0),
        raster.getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null));
  }

  private static StoredSamples ofPalette(BufferedImage image, int channels) {
    int[] colours =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    boolean opaque = Arrays.stream(colours).allMatch(colour -> colour >>> 24 == OPAQUE);
    boolean grey =
        channels == 1
            && Arrays.stream(colours)
                .allMatch(c -> (c & 0xff) == (c >> 8 & 0xff) && (c & 0xff) == (c >> 16 & 0xff));
    int shades = grey ? 1 : 3;
    int bands = shades + (opaque ? 0 : 1);
    int[] values = new int[colours.length * bands];
    for (int i = 0; i < colours.length; i++) {
      for (int band = 0; band < shades; band++) {
        values[i * bands + band] = colours[i] >> 16 - 8 * band & 0xff;
      }
      if (!opaque) {
        values[i * bands + shades] = colours[i] >>> 24;
      }
    }
    return new StoredSamples(image.getHeight(), image.getWidth(), bands, 8, values);
  }

  /** Whether they are 8 bits each, and none says how opaque a pixel is. */
  boolean arePlain() {
    return bits == 8 && !hasAlpha();
  }

  private boolean hasAlpha() {
    return bands == 2 || bands == 4;
  }

  /** Grey or red, green and blue. */
  int shades() {
    return hasAlpha() ? bands - 1 : bands;
  }

  /** 8 bits a sample, rounded; what is transparent has white behind it. */
  PixelPlanes planes() {
    int shades = shades();
    int plane = height * width;
    byte[] samples = new byte[shades * plane];
    for (int i = 0; i < plane; i++) {
      int alpha = hasAlpha() ? eightBits(values[i * bands + shades]) : OPAQUE;
      for (int shade = 0; shade < shades; shade++) {
        int value = eightBits(values[i * bands + shade]);
        samples[shade * plane + i] = (byte) overWhite(value, alpha);
      }
    }
    return new PixelPlanes(height, width, shades, samples);
  }

  private int eightBits(int value) {
    return bits == 8 ? value : (value * 255 + WORD / 2) / WORD;
  }

  private static int overWhite(int value, int alpha) {
    return (value * alpha + OPAQUE * (OPAQUE - alpha) + OPAQUE / 2) / OPAQUE;
  }
}
