package io.reprise.stages.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RotationTest {

  private static final int FILL = 77;

  @Property(tries = 100)
  void noDegreesChangeNothing(@ForAll Random random, @ForAll("sizes") Size size) {
    Raster image = image(random, size.channels, size.height, size.width);
    assertThat(new Rotation(0, FILL).of(image).pixels()).isEqualTo(image.pixels());
  }

  @Property(tries = 100)
  void quarterTurnIsCounterclockwiseAndMovesPixelsWhole(
      @ForAll Random random, @ForAll @IntRange(min = 1, max = 33) int side) {
    Raster image = image(random, 3, side, side);
    Raster turned = new Rotation(90, FILL).of(image);
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          assertThat(at(turned, c, y, x)).isEqualTo(at(image, c, x, side - 1 - y));
        }
      }
    }
  }

  @Property(tries = 100)
  void halfTurnIsBothFlips(@ForAll Random random, @ForAll("sizes") Size size) {
    Raster image = image(random, size.channels, size.height, size.width);
    Raster turned = new Rotation(180, FILL).of(image);
    image.flipHorizontal();
    image.flipVertical();
    assertThat(turned.pixels()).isEqualTo(image.pixels());
  }

  /** The textbook's bilinear interpolation in doubles, which the integers may miss by rounding. */
  @Property(tries = 200)
  void agreesWithFloatingPoint(
      @ForAll Random random,
      @ForAll("sizes") Size size,
      @ForAll @DoubleRange(min = -180, max = 180) double degrees) {
    Raster image = image(random, size.channels, size.height, size.width);
    Raster turned = new Rotation(degrees, FILL).of(image);
    for (int c = 0; c < size.channels; c++) {
      for (int y = 0; y < size.height; y++) {
        for (int x = 0; x < size.width; x++) {
          double expected = reference(image, c, y, x, Math.toRadians(degrees));
          assertThat((double) at(turned, c, y, x)).isBetween(expected - 2.5, expected + 2.5);
        }
      }
    }
  }

  @Test
  void whatComesFromOutsideIsFill() {
    Raster white = new Raster(1, 9, 9, new byte[81]);
    java.util.Arrays.fill(white.pixels(), (byte) 255);
    Raster turned = new Rotation(45, FILL).of(white);
    assertThat(at(turned, 0, 0, 0)).isEqualTo(FILL);
    assertThat(at(turned, 0, 8, 8)).isEqualTo(FILL);
    assertThat(at(turned, 0, 4, 4)).isEqualTo(255);
  }

  @Property(tries = 50)
  void flippingTwiceChangesNothing(@ForAll Random random, @ForAll("sizes") Size size) {
    Raster image = image(random, size.channels, size.height, size.width);
    byte[] before = image.pixels().clone();
    image.flipHorizontal();
    image.flipHorizontal();
    assertThat(image.pixels()).isEqualTo(before);
    image.flipVertical();
    image.flipVertical();
    assertThat(image.pixels()).isEqualTo(before);
  }

  @Test
  void flipsKeepChannelsApart() {
    Raster image = new Raster(2, 2, 3, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
    image.flipHorizontal();
    assertThat(image.pixels()).containsExactly(3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10);
    image.flipVertical();
    assertThat(image.pixels()).containsExactly(6, 5, 4, 3, 2, 1, 12, 11, 10, 9, 8, 7);
  }

  private record Size(int channels, int height, int width) {}

  @Provide
  Arbitrary<Size> sizes() {
    Arbitrary<Integer> side = Arbitraries.integers().between(1, 32);
    return Combinators.combine(Arbitraries.of(1, 3), side, side).as(Size::new);
  }

  private static double reference(Raster image, int c, int y, int x, double angle) {
    double u = x - (image.width() - 1) / 2.0;
    double v = y - (image.height() - 1) / 2.0;
    double fromX = u * Math.cos(angle) - v * Math.sin(angle) + (image.width() - 1) / 2.0;
    double fromY = u * Math.sin(angle) + v * Math.cos(angle) + (image.height() - 1) / 2.0;
    int left = (int) Math.floor(fromX);
    int top = (int) Math.floor(fromY);
    double right = fromX - left;
    double bottom = fromY - top;
    return (1 - bottom) * (1 - right) * at(image, c, top, left)
        + (1 - bottom) * right * at(image, c, top, left + 1)
        + bottom * (1 - right) * at(image, c, top + 1, left)
        + bottom * right * at(image, c, top + 1, left + 1);
  }

  private static int at(Raster image, int c, int y, int x) {
    return x < 0 || y < 0 || x >= image.width() || y >= image.height()
        ? FILL
        : image.pixels()[(c * image.height() + y) * image.width() + x] & 0xFF;
  }

  private static Raster image(Random random, int channels, int height, int width) {
    byte[] pixels = new byte[channels * height * width];
    random.nextBytes(pixels);
    return new Raster(channels, height, width, pixels);
  }
}
