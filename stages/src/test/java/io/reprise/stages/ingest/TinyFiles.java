package io.reprise.stages.ingest;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Small files in each of the formats, with the same images: 2 x 3 pixels, label = row % classes.
 */
final class TinyFiles {

  static final int HEIGHT = 2;
  static final int WIDTH = 3;

  /** Larger than the usual one, so that a reader may stop before the end of the file. */
  private static final int TAR_BLOCK_BYTES = 1 << 16;

  private TinyFiles() {}

  /** Pixels of a row, no two rows alike; train and test differ by their first row's number. */
  static byte[] pixels(int row, int channels) {
    byte[] pixels = new byte[HEIGHT * WIDTH * channels];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (row * 31 + i * 7);
    }
    pixels[0] = (byte) row;
    pixels[1] = (byte) (row >> 8);
    return pixels;
  }

  static byte[] idxImages(int first, int rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0x803);
    out.writeInt(rows);
    out.writeInt(HEIGHT);
    out.writeInt(WIDTH);
    for (int row = first; row < first + rows; row++) {
      out.write(pixels(row, 1));
    }
    return bytes.toByteArray();
  }

  static byte[] idxLabels(int rows, int classes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0x801);
    out.writeInt(rows);
    for (int row = 0; row < rows; row++) {
      out.write(row % classes);
    }
    return bytes.toByteArray();
  }

  static String csvPixels(int first, int rows) {
    StringBuilder text = new StringBuilder("a,b,c,d,e,f\n");
    for (int row = first; row < first + rows; row++) {
      text.append(cells(row)).append('\n');
    }
    return text.toString();
  }

  static String csvLabels(int rows, int classes) {
    StringBuilder text = new StringBuilder("label\n");
    for (int row = 0; row < rows; row++) {
      text.append(row % classes).append('\n');
    }
    return text.toString();
  }

  /** Label first, no header. */
  static String csvTable(int first, int rows, int classes) {
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < rows; row++) {
      text.append(row % classes).append(',').append(cells(first + row)).append('\n');
    }
    return text.toString();
  }

  private static String cells(int row) {
    StringBuilder text = new StringBuilder();
    for (byte pixel : pixels(row, 1)) {
      text.append(text.length() == 0 ? "" : ",").append(pixel & 0xff);
    }
    return text.toString();
  }

  static byte[] cifarBatch(int first, int rows, int classes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int row = 0; row < rows; row++) {
      out.write(row % classes);
      out.write(pixels(first + row, 3));
    }
    return out.toByteArray();
  }

  /**
   * @param channels 1 or 3
   * @param format png or jpg
   */
  static byte[] image(byte[] pixels, int height, int width, int channels, String format)
      throws IOException {
    BufferedImage image =
        new BufferedImage(
            width,
            height,
            channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < height * width; i++) {
      for (int channel = 0; channel < channels; channel++) {
        image
            .getRaster()
            .setSample(i % width, i / width, channel, pixels[channel * height * width + i] & 0xff);
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  static byte[] tarGz(Map<String, byte[]> files) throws IOException {
    return gzip(tar(files));
  }

  static byte[] tar(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(packed, TAR_BLOCK_BYTES)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return packed.toByteArray();
  }

  /** The catalogue entry "tiny" with train and test in IDX, ten rows a class and two. */
  static void idxDataset(Path data, int trainRows, int testRows, String... classes)
      throws IOException {
    Path folder = Files.createDirectories(data.resolve("tiny"));
    Files.write(folder.resolve("x.gz"), gzip(idxImages(0, trainRows)));
    Files.write(folder.resolve("y"), idxLabels(trainRows, classes.length));
    Files.write(folder.resolve("tx"), idxImages(1000, testRows));
    Files.write(folder.resolve("ty"), idxLabels(testRows, classes.length));
    dataset(
        data,
        "idx",
        1,
        String.format(Locale.ROOT, "train: { rows: %d, images: x.gz, labels: y }", trainRows),
        String.format(Locale.ROOT, "test: { rows: %d, images: tx, labels: ty }", testRows),
        classes);
  }

  static void dataset(
      Path data, String format, int channels, String train, String test, String... classes)
      throws IOException {
    Files.writeString(
        data.resolve("tiny.yaml"),
        String.format(
            Locale.ROOT,
            """
        dataset: tiny
        shape: { height: 2, width: 3, channels: %d }
        classes: [%s]
        format: %s
        splits:
          %s
          %s
        """,
            channels,
            String.join(", ", classes),
            format,
            train,
            test),
        StandardCharsets.UTF_8);
  }

  static Map<String, byte[]> classFolders(String root, int first, int rows, String... classes)
      throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int row = rows - 1; row >= 0; row--) { // an archive need not be sorted
      files.put(
          String.format(Locale.ROOT, "%s/%s/%04d.png", root, classes[row % classes.length], row),
          image(pixels(first + row, 3), HEIGHT, WIDTH, 3, "png"));
    }
    return files;
  }
}
