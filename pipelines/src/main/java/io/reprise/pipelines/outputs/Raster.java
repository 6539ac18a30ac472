package io.reprise.pipelines.outputs;

import io.reprise.pipelines.outputs.PictureDiff.PixelSize;
import io.reprise.schemas.problem.ReportedException;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** PNG files read, compared and drawn over each other. */
public final class Raster {

  /** Two of them at once take 8 bytes a pixel. */
  private static final long MOST_PIXELS = 8_000_000;

  private static final int RED = 0xd0021b;

  private Raster() {}

  /** As the file's header has it; nothing else is read. */
  static PixelSize size(Path png) throws IOException {
    return read(png, reader -> new PixelSize(reader.getWidth(0), reader.getHeight(0)));
  }

  /** How many pixels differ, in any channel by anything. */
  static long differing(Path before, Path after) throws IOException {
    BufferedImage left = image(before);
    BufferedImage right = image(after);
    boolean samples =
        left.getColorModel().equals(right.getColorModel())
            && left.getRaster().getNumBands() == right.getRaster().getNumBands();
    long differing = 0;
    for (int y = 0; y < left.getHeight(); y++) {
      int[] first = row(left, y, samples);
      int[] second = row(right, y, samples);
      int channels = first.length / left.getWidth();
      for (int at = 0; at < first.length; at += channels) {
        if (!Arrays.equals(first, at, at + channels, second, at, at + channels)) {
          differing++;
        }
      }
    }
    return differing;
  }

  /**
   * The second picture as a PNG, pale and grey, with the pixels that differ in red.
   *
   * @throws ReportedException when they are of other sizes, or too large
   */
  public static byte[] difference(Path before, Path after) throws IOException {
    BufferedImage left = image(before);
    BufferedImage right = image(after);
    if (left.getWidth() != right.getWidth() || left.getHeight() != right.getHeight()) {
      throw new ReportedException(after + " is of another size than " + before);
    }
    BufferedImage drawn =
        new BufferedImage(left.getWidth(), left.getHeight(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < left.getHeight(); y++) {
      int[] first = row(left, y, false);
      int[] second = row(right, y, false);
      for (int x = 0; x < first.length; x++) {
        drawn.setRGB(x, y, first[x] == second[x] ? pale(second[x]) : RED);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(drawn, "png", out);
    }
    return bytes.toByteArray();
  }

  /** Between white and the pixel's brightness. */
  private static int pale(int rgb) {
    int grey = ((rgb >> 16 & 0xff) * 3 + (rgb >> 8 & 0xff) * 6 + (rgb & 0xff)) / 10;
    int pale = 170 + grey / 3;
    return pale << 16 | pale << 8 | pale;
  }

  /** Samples as they are stored, or colours as they are seen. */
  private static int[] row(BufferedImage image, int y, boolean samples) {
    int width = image.getWidth();
    if (samples) {
      return image.getRaster().getPixels(0, y, width, 1, (int[]) null);
    }
    return isGrey(image) ? greyRow(image, y) : image.getRGB(0, y, width, 1, null, 0, width);
  }

  private static boolean isGrey(BufferedImage image) {
    return image.getColorModel() instanceof ComponentColorModel colours
        && colours.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  /** Java takes grey for linear light and would brighten it; PNG and browsers do not. */
  private static int[] greyRow(BufferedImage image, int y) {
    int bands = image.getRaster().getNumBands();
    int most = (1 << image.getColorModel().getComponentSize(0)) - 1;
    int[] samples = image.getRaster().getPixels(0, y, image.getWidth(), 1, (int[]) null);
    int[] row = new int[image.getWidth()];
    for (int x = 0; x < row.length; x++) {
      int grey = eightBits(samples[x * bands], most);
      int alpha = bands > 1 ? eightBits(samples[x * bands + 1], most) : 0xff;
      row[x] = alpha << 24 | grey << 16 | grey << 8 | grey;
    }
    return row;
  }

  private static int eightBits(int sample, int most) {
    return (sample * 0xff + most / 2) / most;
  }

  private static BufferedImage image(Path png) throws IOException {
    return read(
        png,
        reader -> {
          PixelSize size = new PixelSize(reader.getWidth(0), reader.getHeight(0));
          if (size.pixels() > MOST_PIXELS) {
            throw new ReportedException(
                String.format(
                    Locale.ROOT,
                    "its %,d pixels are more than the %,d that are compared",
                    size.pixels(),
                    MOST_PIXELS));
          }
          return reader.read(0);
        });
  }

  /** What is asked of a reader. */
  @FunctionalInterface
  private interface Question<T> {
    T ask(ImageReader reader) throws IOException;
  }

  private static <T> T read(Path png, Question<T> question) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
    ImageReader reader = readers.next();
    try (FileImageInputStream in = new FileImageInputStream(png.toFile())) {
      reader.setInput(in, true, true);
      return question.ask(reader);
    } catch (ReportedException e) {
      throw e;
    } catch (RuntimeException e) { // readers of what is broken throw any
      throw new IOException("not a PNG file that can be read: " + e, e);
    } finally {
      reader.dispose();
    }
  }
}
