package io.reprise.stages.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.dataset.ImageShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ImageDecoderTest {

  private static final ImageShape COLOUR = new ImageShape(2, 3, 3);
  private static final ImageShape GREY = new ImageShape(2, 3, 1);

  @Test
  void pngComesOutChannelByChannel() throws IOException {
    byte[] pixels = TinyFiles.pixels(5, 3);
    byte[] file = TinyFiles.image(pixels, 2, 3, 3, "png");
    assertThat(new ImageDecoder(COLOUR).decode(file, "a.png")).isEqualTo(pixels);
  }

  /** As a jar of any stage may bring one. */
  @Test
  void readerThatSomebodyRegisteredIsNotAsked() throws IOException {
    byte[] pixels = TinyFiles.pixels(5, 3);
    byte[] file = TinyFiles.image(pixels, 2, 3, 3, "png");
    IIORegistry registry = IIORegistry.getDefaultInstance();
    ImageReaderSpi javas =
        ImageIO.getImageReadersByFormatName("png").next().getOriginatingProvider();
    ForeignReader foreign = new ForeignReader();
    registry.registerServiceProvider(foreign);
    registry.setOrdering(ImageReaderSpi.class, foreign, javas);
    try {
      assertThat(new ImageDecoder(COLOUR).decode(file, "a.png")).isEqualTo(pixels);
    } finally {
      registry.deregisterServiceProvider(foreign);
    }
  }

  private static final class ForeignReader extends ImageReaderSpi {
    ForeignReader() {
      super(
          "somebody",
          "1",
          new String[] {"png"},
          null,
          null,
          "x.Reader",
          new Class<?>[] {ImageInputStream.class},
          null,
          false,
          null,
          null,
          null,
          null,
          false,
          null,
          null,
          null,
          null);
    }

    @Override
    public boolean canDecodeInput(Object source) {
      return true;
    }

    @Override
    public ImageReader createReaderInstance(@Nullable Object extension) {
      throw new IllegalStateException("was asked");
    }

    @Override
    public String getDescription(Locale locale) {
      return "foreign";
    }
  }

  /** Java's own conversion of grey to RGB would change the values. */
  @Test
  void greyValuesAreTheStoredOnes() throws IOException {
    byte[] pixels = {0, 1, 63, 127, (byte) 200, (byte) 255};
    byte[] file = TinyFiles.image(pixels, 2, 3, 1, "png");
    assertThat(new ImageDecoder(GREY).decode(file, "a.png")).isEqualTo(pixels);
  }

  @Test
  void paletteIsLookedUp() throws IOException {
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_BINARY);
    image.setRGB(2, 1, 0xffffffff);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(image, "png", file);
    assertThat(new ImageDecoder(GREY).decode(file.toByteArray(), "a.png"))
        .isEqualTo(new byte[] {0, 0, 0, 0, 0, (byte) 255});
  }

  @Test
  void jpegIsNearTheOriginal() throws IOException {
    byte[] flat = new byte[32 * 32 * 3];
    Arrays.fill(flat, 0, 1024, (byte) 200);
    byte[] file = TinyFiles.image(flat, 32, 32, 3, "jpg");
    byte[] decoded = new ImageDecoder(new ImageShape(32, 32, 3)).decode(file, "a.jpg");
    assertThat(decoded[0] & 0xff).isBetween(196, 204);
    assertThat(decoded[1024] & 0xff).isBetween(0, 4);
  }

  @Test
  void cutOffJpegIsAnErrorThoughJavaWouldFillItWithGrey() throws IOException {
    byte[] noise = new byte[32 * 32 * 3];
    new java.util.Random(1).nextBytes(noise);
    byte[] file = TinyFiles.image(noise, 32, 32, 3, "jpg");
    ImageDecoder decoder = new ImageDecoder(new ImageShape(32, 32, 3));
    assertThatThrownBy(() -> decoder.decode(Arrays.copyOf(file, file.length - 300), "a.jpg"))
        .isInstanceOf(ReportedException.class)
        .hasMessage("a.jpg: is a broken image (Truncated File - Missing EOI marker)");
    assertThat(decoder.decode(file, "a.jpg")).hasSize(noise.length);
  }

  @Test
  void otherFilesAndSizesAndChannelsAreErrors() throws IOException {
    byte[] file = TinyFiles.image(TinyFiles.pixels(5, 3), 2, 3, 3, "png");
    assertProblem(COLOUR, new byte[0], "a.png: is empty");
    assertProblem(
        COLOUR,
        new byte[] {1, 2, 3},
        "a.png: is no JPEG or PNG image; convert it, or take it away");
    assertProblem(
        new ImageShape(3, 3, 3),
        file,
        "a.png: has 2 x 3 pixels, but the dataset's shape is 3 x 3; to have images resized, say"
            + " resize: true in the dataset's file");
    assertProblem(
        GREY,
        file,
        "a.png: has 3 channels of 8 bits, but the dataset's shape is 2x3x1 with 8 bits; to have"
            + " images converted, say convert: true in the dataset's file");
  }

  @Test
  void shrunkImagesAverageAreas() throws IOException {
    byte[] pixels = {0, 10, 20, 100, 110, 120}; // 2 x 3
    byte[] file = TinyFiles.image(pixels, 2, 3, 1, "png");
    // The middle column counts half on either side: (0 + 100) / 2 * 2/3 + (10 + 110) / 2 * 1/3.
    assertThat(resized(new ImageShape(1, 2, 1), file)).containsExactly(53, 67);
    assertThat(resized(new ImageShape(1, 1, 1), file)).containsExactly(60);
  }

  @Test
  void grownImagesAreInterpolatedBetweenCentres() throws IOException {
    byte[] file = TinyFiles.image(new byte[] {0, 100}, 1, 2, 1, "png");
    assertThat(resized(new ImageShape(1, 4, 1), file)).containsExactly(0, 25, 75, 100);
    assertThat(resized(new ImageShape(2, 3, 1), file)).containsExactly(0, 50, 100, 0, 50, 100);
  }

  @Test
  void imagesOfOneValueStaySoAtAnySize() throws IOException {
    byte[] flat = new byte[5 * 7];
    Arrays.fill(flat, (byte) 201);
    byte[] file = TinyFiles.image(flat, 5, 7, 1, "png");
    for (int side = 1; side < 16; side++) {
      assertThat(resized(new ImageShape(side, 16 - side, 1), file)).containsOnly(201);
    }
  }

  @Test
  void coloursBecomeTheirLumaAndGreyThreeTimesTheSame() throws IOException {
    byte[] colours = {
      (byte) 255, 0, 0, (byte) 255, 0, (byte) 255, 0, (byte) 255, 0, 0, (byte) 255, 0
    };
    byte[] file = TinyFiles.image(colours, 1, 4, 3, "png"); // red, green, blue, yellow
    assertThat(converted(new ImageShape(1, 4, 1), file)).containsExactly(76, 150, 29, 226);
    byte[] grey = TinyFiles.image(new byte[] {7, 8}, 1, 2, 1, "png");
    assertThat(converted(new ImageShape(1, 2, 3), grey)).containsExactly(7, 8, 7, 8, 7, 8);
  }

  @Test
  void transparentPixelsHaveWhiteBehindThem() throws IOException {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_4BYTE_ABGR);
    image.setRGB(0, 0, 0xff0a0a0a);
    image.setRGB(1, 0, 0x00000000);
    image.setRGB(2, 0, 0x80000000);
    assertThat(converted(new ImageShape(1, 3, 1), png(image))).containsExactly(10, 255, 127);
    assertProblem(
        new ImageShape(1, 3, 1),
        png(image),
        "a.png: has 4 channels of 8 bits, but the dataset's shape is 1x3x1 with 8 bits; to have"
            + " images converted, say convert: true in the dataset's file");
  }

  @Test
  void sixteenBitsAreRoundedToEight() throws IOException {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setPixels(0, 0, 3, 1, new int[] {0, 257 * 100 + 128, 65_535});
    assertThat(converted(new ImageShape(1, 3, 1), png(image))).containsExactly(0, 100, 255);
  }

  @Test
  void cameraHeldUprightIsHeeded() throws IOException {
    byte[] pixels = new byte[8 * 16];
    Arrays.fill(pixels, 0, 64, (byte) 250); // the upper half of 8 rows of 16
    byte[] jpeg = TinyFiles.image(pixels, 8, 16, 1, "jpg");
    int[] turned = decoded(new ImageDecoder(new ImageShape(16, 8, 1)), withOrientation(jpeg, 6));
    assertThat(turned[7]).isGreaterThan(200); // above is on the right now
    assertThat(turned[0]).isLessThan(50);
    assertThatThrownBy(
            () ->
                new ImageDecoder(new ImageShape(8, 16, 1))
                    .decode(withOrientation(jpeg, 6), "a.jpg"))
        .hasMessageStartingWith("a.jpg: has 16 x 8 pixels, but the dataset's shape is 8 x 16;");
    assertThat(decoded(new ImageDecoder(new ImageShape(8, 16, 1)), withOrientation(jpeg, 3))[0])
        .isLessThan(50);
    assertThat(decoded(new ImageDecoder(new ImageShape(8, 16, 1)), jpeg)[0]).isGreaterThan(200);
  }

  @Test
  void fillBytesAndLongValuesAreLegalInExif() throws IOException {
    byte[] exif = withOrientation(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}, 6);
    assertThat(ExifOrientation.of(exif)).isEqualTo(6);
    byte[] filled = new byte[exif.length + 3];
    System.arraycopy(exif, 0, filled, 0, 2);
    Arrays.fill(filled, 2, 5, (byte) 0xff);
    System.arraycopy(exif, 2, filled, 5, exif.length - 2);
    assertThat(ExifOrientation.of(filled)).isEqualTo(6);
    byte[] asLong = exif.clone();
    asLong[25] = 4; // the type
    asLong[31] = 0;
    asLong[33] = 6;
    assertThat(ExifOrientation.of(asLong)).isEqualTo(6);
    asLong[33] = 9;
    assertThat(ExifOrientation.of(asLong)).isEqualTo(1);
  }

  @Test
  void eachOrientationPutsTheFirstPixelWhereExifSays() {
    PixelPlanes planes = new PixelPlanes(2, 3, 1, new byte[] {1, 2, 3, 4, 5, 6});
    assertThat(planes.upright(1).samples()).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(planes.upright(2).samples()).containsExactly(3, 2, 1, 6, 5, 4);
    assertThat(planes.upright(3).samples()).containsExactly(6, 5, 4, 3, 2, 1);
    assertThat(planes.upright(4).samples()).containsExactly(4, 5, 6, 1, 2, 3);
    assertThat(planes.upright(5).samples()).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(planes.upright(6).samples()).containsExactly(4, 1, 5, 2, 6, 3);
    assertThat(planes.upright(7).samples()).containsExactly(6, 3, 5, 2, 4, 1);
    assertThat(planes.upright(8).samples()).containsExactly(3, 6, 2, 5, 1, 4);
  }

  @Test
  void cmykJpegIsSaidToBeOne() throws IOException {
    assertThatThrownBy(() -> new ImageDecoder(COLOUR).decode(cmyk(), "a.jpg"))
        .hasMessage("a.jpg: is a JPEG in CMYK colours, which cannot be read; save it in RGB");
  }

  private static byte[] cmyk() throws IOException {
    javax.imageio.ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (var out = ImageIO.createImageOutputStream(file)) {
      writer.setOutput(out);
      var raster =
          java.awt.image.Raster.createInterleavedRaster(
              java.awt.image.DataBuffer.TYPE_BYTE, 3, 2, 4, null);
      writer.write(new javax.imageio.IIOImage(raster, null, null));
    }
    return file.toByteArray();
  }

  /** The same JPEG with an Exif segment of one tag, in big-endian order. */
  private static byte[] withOrientation(byte[] jpeg, int orientation) {
    byte[] exif = {
      (byte) 0xff,
      (byte) 0xe1,
      0,
      34,
      'E',
      'x',
      'i',
      'f',
      0,
      0,
      'M',
      'M',
      0,
      42,
      0,
      0,
      0,
      8,
      0,
      1,
      1,
      0x12,
      0,
      3,
      0,
      0,
      0,
      1,
      0,
      (byte) orientation,
      0,
      0,
      0,
      0,
      0,
      0
    };
    byte[] result = new byte[jpeg.length + exif.length];
    System.arraycopy(jpeg, 0, result, 0, 2);
    System.arraycopy(exif, 0, result, 2, exif.length);
    System.arraycopy(jpeg, 2, result, 2 + exif.length, jpeg.length - 2);
    return result;
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(image, "png", file);
    return file.toByteArray();
  }

  private static int[] resized(ImageShape shape, byte[] file) {
    return decoded(new ImageDecoder(shape, true, false), file);
  }

  private static int[] converted(ImageShape shape, byte[] file) {
    return decoded(new ImageDecoder(shape, false, true), file);
  }

  private static int[] decoded(ImageDecoder decoder, byte[] file) {
    byte[] pixels = decoder.decode(file, "a");
    int[] values = new int[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      values[i] = pixels[i] & 0xff;
    }
    return values;
  }

  @Test
  void cutOffPngIsAnError() throws IOException {
    byte[] file = TinyFiles.image(TinyFiles.pixels(5, 3), 2, 3, 3, "png");
    assertThatThrownBy(
            () -> new ImageDecoder(COLOUR).decode(Arrays.copyOf(file, file.length / 2), "a.png"))
        .isInstanceOf(ReportedException.class)
        .hasMessageStartingWith("a.png: is a broken image (");
  }

  private static void assertProblem(ImageShape shape, byte[] file, String message) {
    assertThatThrownBy(() -> new ImageDecoder(shape).decode(file, "a.png"))
        .isInstanceOf(ReportedException.class)
        .hasMessage(message);
  }
}
