package io.reprise.stages.png;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.digest.Digest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RasterTest {

  /** The JDK's own reader is the witness. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void readersSeeWhatWasDrawn(int channels) throws IOException {
    Raster raster = new Raster(61, 37, channels);
    byte[] pixels = new byte[5 * 7 * channels];
    new Random(3).nextBytes(pixels);
    raster.draw(2, 1, pixels, 5, 7, 4);
    raster.draw(58, 30, pixels, 5, 7, 2); // goes over the edge
    raster.fill(-3, -3, 5, 5, 0x204060);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(raster.png()));
    assertThat(read.getWidth()).isEqualTo(61);
    assertThat(read.getHeight()).isEqualTo(37);
    for (int y = 0; y < 37; y++) {
      for (int x = 0; x < 61; x++) {
        for (int channel = 0; channel < channels; channel++) {
          assertThat(read.getRaster().getSample(x, y, channel))
              .as("%d, %d", x, y)
              .isEqualTo(raster.sample(x, y, channel));
        }
      }
    }
    assertThat(raster.sample(3 + 4, 2, 0)).isEqualTo(Byte.toUnsignedInt(pixels[1]));
    assertThat(raster.sample(0, 0, channels - 1)).isEqualTo(0x60);
  }

  @Test
  void lettersAreDots() {
    Raster raster = new Raster(14, 8, 1);
    raster.write(0, 0, "T\u00e4", 1, 0);
    String drawn =
        IntStream.range(0, 8)
            .mapToObj(
                y ->
                    IntStream.range(0, 11)
                        .mapToObj(x -> raster.sample(x, y, 0) == 0 ? "#" : ".")
                        .reduce("", String::concat))
            .reduce("", (all, line) -> all + line + "\n");
    assertThat(drawn)
        .isEqualTo(
            """
            #####.#####
            ..#...#...#
            ..#...#...#
            ..#...#...#
            ..#...#...#
            ..#...#...#
            ..#...#####
            ...........
            """);
  }

  /** Of this file, on whatever JDK: changed means that all pictures change. */
  @Test
  void bytesFollowFromPixelsAlone() {
    Raster raster = new Raster(200, 20, 3);
    raster.write(1, 1, "The quick brown fox, 0123456789", 1, 0x3F90DA);
    assertThat(Digest.of(raster.png()).hex())
        .isEqualTo(Digest.of(copy(raster).png()).hex())
        .startsWith("67bddf10ddf6b112");
  }

  private static Raster copy(Raster from) {
    Raster to = new Raster(from.width(), from.height(), from.channels());
    for (int y = 0; y < from.height(); y++) {
      for (int x = 0; x < from.width(); x++) {
        int colour = from.sample(x, y, 0) << 16 | from.sample(x, y, 1) << 8 | from.sample(x, y, 2);
        to.fill(x, y, 1, 1, colour);
      }
    }
    return to;
  }

  @Test
  void sizeIsBounded() {
    assertThatThrownBy(() -> new Raster(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Raster(65_536, 65_536, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
