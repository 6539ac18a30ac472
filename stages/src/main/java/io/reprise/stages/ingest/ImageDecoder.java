package io.reprise.stages.ingest;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.dataset.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes JPEG and PNG files to pixels channel by channel; for one thread. */
final class ImageDecoder {

  private final Shape shape;

  ImageDecoder(Shape shape) {
    this.shape = shape;
  }

  /**
   * @param name of the file, for messages
   */
  byte[] decode(byte[] file, String name) {
    if (file.length == 0) {
      throw SourceStream.wrong(name, "is empty");
    }
    BufferedImage image = read(file, name);
    if (image.getHeight() != shape.height() || image.getWidth() != shape.width()) {
      throw SourceStream.wrong(
          name,
          "has %,d x %,d pixels, but the dataset's shape is %,d x %,d",
          image.getHeight(),
          image.getWidth(),
          shape.height(),
          shape.width());
    }
    return image.getColorModel() instanceof IndexColorModel
        ? fromPalette(image, name)
        : fromRaster(image, name);
  }

  private static BufferedImage read(byte[] file, String name) {
    List<String> warnings = new ArrayList<>();
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw SourceStream.wrong(name, "is no JPEG or PNG image");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        BufferedImage image = reader.read(0);
        if (!warnings.isEmpty()) { // what is cut off is only warned of, and filled with grey
          throw SourceStream.wrong(name, "is a broken image (%s)", warnings.get(0));
        }
        return image;
      } finally {
        reader.dispose();
      }
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new ReportedException(name + ": is a broken image (" + e.getMessage() + ")", e);
    }
  }

  private byte[] fromPalette(BufferedImage image, String name) {
    byte[] pixels = new byte[shape.values()];
    int plane = shape.height() * shape.width();
    for (int i = 0; i < plane; i++) {
      int rgb = image.getRGB(i % shape.width(), i / shape.width());
      for (int channel = 0; channel < shape.channels(); channel++) {
        pixels[channel * plane + i] = (byte) (rgb >> 16 - 8 * channel);
      }
      boolean grey = (rgb & 0xff) == (rgb >> 8 & 0xff) && (rgb & 0xff) == (rgb >> 16 & 0xff);
      if (rgb >>> 24 != 0xff || shape.channels() == 1 && !grey) {
        throw SourceStream.wrong(
            name, "is coloured or transparent, but the dataset's shape is %s", shape);
      }
    }
    return pixels;
  }

  /** The stored values themselves: Java would convert grey to another gamma on the way to RGB. */
  private byte[] fromRaster(BufferedImage image, String name) {
    Raster raster = image.getRaster();
    if (raster.getNumBands() != shape.channels() || raster.getSampleModel().getSampleSize(0) != 8) {
      throw SourceStream.wrong(
          name,
          "has %,d channels of %,d bits, but the dataset's shape is %s with 8 bits",
          raster.getNumBands(),
          raster.getSampleModel().getSampleSize(0),
          shape);
    }
    int plane = shape.height() * shape.width();
    byte[] pixels = new byte[shape.values()];
    int[] samples = new int[plane];
    for (int channel = 0; channel < shape.channels(); channel++) {
      raster.getSamples(0, 0, shape.width(), shape.height(), channel, samples);
      for (int i = 0; i < plane; i++) {
        pixels[channel * plane + i] = (byte) samples[i];
      }
    }
    return pixels;
  }
}
