package io.reprise.stages.ingest;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.dataset.ImageShape;
import java.awt.image.BufferedImage;
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

  /** What Java's reader says of four channels. */
  private static final String UNSUPPORTED = "Unsupported Image Type";

  private static final int CMYK_BANDS = 4;
  private static final String CMYK =
      "is a JPEG in CMYK colours, which cannot be read; save it in RGB";
  private static final long MOST_PIXELS = 100_000_000;

  private final ImageShape shape;
  private final boolean resize;
  private final boolean convert;
  private final Map<String, ImageReader> readers = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();

  /**
   * @param resize whether images of another size are stretched or shrunk
   * @param convert whether images of other channels, depth or transparency are made to fit
   */
  ImageDecoder(ImageShape shape, boolean resize, boolean convert) {
    this.shape = shape;
    this.resize = resize;
    this.convert = convert;
  }

  /** For images that are as the shape says. */
  ImageDecoder(ImageShape shape) {
    this(shape, false, false);
  }

  /**
   * @param name of the file, for messages
   */
  byte[] decode(byte[] file, String name) {
    if (file.length == 0) {
      throw SourceStream.wrong(name, "is empty");
    }
    BufferedImage image = read(file, name);
    int orientation = isJpeg(file) ? ExifOrientation.of(file) : 1;
    requireSize(image, ExifOrientation.swapsSides(orientation), name);
    StoredSamples stored = StoredSamples.of(image, shape.channels());
    if (isJpeg(file) && stored.bands() == CMYK_BANDS) {
      throw SourceStream.wrong(name, CMYK);
    }
    requireChannels(stored, name);
    return stored
        .planes()
        .withChannels(shape.channels())
        .upright(orientation)
        .resized(shape.height(), shape.width())
        .samples();
  }

  private void requireSize(BufferedImage image, boolean swapped, String name) {
    int height = swapped ? image.getWidth() : image.getHeight();
    int width = swapped ? image.getHeight() : image.getWidth();
    if (!resize && (height != shape.height() || width != shape.width())) {
      throw SourceStream.wrong(
          name,
          "has %,d x %,d pixels, but the dataset's shape is %,d x %,d; to have images resized, say"
              + " resize: true in the dataset's file",
          height,
          width,
          shape.height(),
          shape.width());
    }
  }

  private void requireChannels(StoredSamples stored, String name) {
    if (!convert && !(stored.arePlain() && stored.shades() == shape.channels())) {
      throw SourceStream.wrong(
          name,
          "has %,d channels of %,d bits, but the dataset's shape is %s with 8 bits; to have images"
              + " converted, say convert: true in the dataset's file",
          stored.bands(),
          stored.bits(),
          shape);
    }
  }

  private BufferedImage read(byte[] file, String name) {
    ImageReader reader = reader(file, name);
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      warnings.clear();
      reader.setInput(in, true, true);
      requireReadable((long) reader.getHeight(0) * reader.getWidth(0), name);
      BufferedImage image = reader.read(0);
      if (!warnings.isEmpty()) { // what is cut off is only warned of, and filled with grey
        throw SourceStream.wrong(name, "is a broken image (%s)", warnings.get(0));
      }
      return image;
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      if (UNSUPPORTED.equals(e.getMessage())) {
        throw new ReportedException(name + ": " + CMYK, e);
      }
      throw new ReportedException(name + ": is a broken image (" + e.getMessage() + ")", e);
    } finally {
      reader.setInput(null);
    }
  }

  private static void requireReadable(long pixels, String name) {
    if (pixels > MOST_PIXELS) {
      throw SourceStream.wrong(
          name,
          "has %,d pixels, and at most %,d can be read; make it smaller",
          pixels,
          MOST_PIXELS);
    }
  }

  /** By the file's first bytes; kept, since making one costs as much as decoding a small image. */
  private ImageReader reader(byte[] file, String name) {
    if (isJpeg(file)) {
      return readers.computeIfAbsent(JPEG, this::newReader);
    }
    if (startsWith(file, 0x89, 'P')) {
      return readers.computeIfAbsent(PNG, this::newReader);
    }
    throw SourceStream.wrong(name, "is no JPEG or PNG image; convert it, or take it away");
  }

  private static boolean isJpeg(byte[] file) {
    return startsWith(file, 0xff, 0xd8);
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
}
