package io.reprise.stages.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.dataset.Shape;
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

  private static final Shape COLOUR = new Shape(2, 3, 3);
  private static final Shape GREY = new Shape(2, 3, 1);

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
    byte[] decoded = new ImageDecoder(new Shape(32, 32, 3)).decode(file, "a.jpg");
    assertThat(decoded[0] & 0xff).isBetween(196, 204);
    assertThat(decoded[1024] & 0xff).isBetween(0, 4);
  }

  @Test
  void cutOffJpegIsAnErrorThoughJavaWouldFillItWithGrey() throws IOException {
    byte[] noise = new byte[32 * 32 * 3];
    new java.util.Random(1).nextBytes(noise);
    byte[] file = TinyFiles.image(noise, 32, 32, 3, "jpg");
    ImageDecoder decoder = new ImageDecoder(new Shape(32, 32, 3));
    assertThatThrownBy(() -> decoder.decode(Arrays.copyOf(file, file.length - 300), "a.jpg"))
        .isInstanceOf(ReportedException.class)
        .hasMessage("a.jpg: is a broken image (Truncated File - Missing EOI marker)");
    assertThat(decoder.decode(file, "a.jpg")).hasSize(noise.length);
  }

  @Test
  void otherFilesAndSizesAndChannelsAreErrors() throws IOException {
    byte[] file = TinyFiles.image(TinyFiles.pixels(5, 3), 2, 3, 3, "png");
    assertProblem(COLOUR, new byte[0], "a.png: is empty");
    assertProblem(COLOUR, new byte[] {1, 2, 3}, "a.png: is no JPEG or PNG image");
    assertProblem(
        new Shape(3, 3, 3), file, "a.png: has 2 x 3 pixels, but the dataset's shape is 3 x 3");
    assertProblem(
        GREY,
        file,
        "a.png: has 3 channels of 8 bits, but the dataset's shape is 2x3x1 with 8 bits");
  }

  @Test
  void cutOffPngIsAnError() throws IOException {
    byte[] file = TinyFiles.image(TinyFiles.pixels(5, 3), 2, 3, 3, "png");
    assertThatThrownBy(
            () -> new ImageDecoder(COLOUR).decode(Arrays.copyOf(file, file.length / 2), "a.png"))
        .isInstanceOf(ReportedException.class)
        .hasMessageStartingWith("a.png: is a broken image (");
  }

  private static void assertProblem(Shape shape, byte[] file, String message) {
    assertThatThrownBy(() -> new ImageDecoder(shape).decode(file, "a.png"))
        .isInstanceOf(ReportedException.class)
        .hasMessage(message);
  }
}
