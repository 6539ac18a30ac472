package io.reprise.stages.ingest;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.dataset.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes JPEG and PNG files to pixels channel by channel; for one thread. */
final class ImageDecoder {

  private static final String JPEG = "com.sun.imageio.plugins.jpeg.JPEGImageReaderSpi";
  private static final String PNG = "com.sun.imageio.plugins.png.PNGImageReaderSpi";

  private final Shape shape;
  private final Map<String, ImageReader> readers = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();

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

  private BufferedImage read(byte[] file, String name) {
    ImageReader reader = reader(file, name);
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      warnings.clear();
      reader.setInput(in, true, true);
      BufferedImage image = reader.read(0);
      if (!warnings.isEmpty()) { // what is cut off is only warned of, and filled with grey
        throw SourceStream.wrong(name, "is a broken image (%s)", warnings.get(0));
      }
      return image;
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new ReportedException(name + ": is a broken image (" + e.getMessage() + ")", e);
    } finally {
      reader.setInput(null);
    }
  }

  /** By the file's first bytes; kept, since making one costs as much as decoding a small image. */
  private ImageReader reader(byte[] file, String name) {
    if (startsWith(file, 0xff, 0xd8)) {
      return readers.computeIfAbsent(JPEG, this::newReader);
    }
    if (startsWith(file, 0x89, 'P')) {
      return readers.computeIfAbsent(PNG, this::newReader);
    }
    throw SourceStream.wrong(name, "is no JPEG or PNG image");
  }

  private static boolean startsWith(byte[] file, int first, int second) {
    return file.length > 1 && (file[0] & 0xff) == first && (file[1] & 0xff) == second;
  }

  /**
   * Java's own: jars of other stages may register readers, too, and their pixels may differ.
   *
   * @param provider its class
   */
  private ImageReader newReader(String provider) {
    Iterator<ImageReaderSpi> providers =
        IIORegistry.getDefaultInstance()
            .getServiceProviders(
                ImageReaderSpi.class, spi -> spi.getClass().getName().equals(provider), true);
    if (!providers.hasNext()) {
      throw new ReportedException("this Java lacks " + provider + ", by which images are read");
    }
    try {
      ImageReader reader = providers.next().createReaderInstance();
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      return reader;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
    int channels = shape.channels();
    int plane = shape.height() * shape.width();
    int[] samples = raster.getPixels(0, 0, shape.width(), shape.height(), (int[]) null);
    byte[] pixels = new byte[shape.values()];
    for (int i = 0; i < samples.length; i++) {
      pixels[i % channels * plane + i / channels] = (byte) samples[i];
    }
    return pixels;
  }
}
