package io.reprise.stages.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.stages.dataset.ImageShape;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

class PixelWarningsTest {

  private static final int SIDE = 6;
  private static final ImageShape GREY = new ImageShape(SIDE, SIDE, 1);
  private static final ImageShape COLOUR = new ImageShape(SIDE, SIDE, 3);
  private static final int ROWS = 60;

  @Test
  void varyingImagesWithABorderAreQuiet() {
    assertThat(warnings(GREY, (pixel, value) -> pixel % SIDE == 0 || pixel / SIDE == 5 ? 0 : value))
        .isEmpty();
  }

  @Test
  void imagesThatAreAllTheSameAreSaid() {
    assertThat(warnings(GREY, (pixel, value) -> pixel))
        .containsExactly("all 60 images of train are the same: look at its files");
  }

  @Test
  void blankImagesAreSaid() {
    PixelRanges ranges = ranges(GREY, (pixel, value) -> value);
    ranges.add(70, ByteBuffer.allocate(SIDE * SIDE));
    PixelRanges others = new PixelRanges(SIDE * SIDE);
    others.add(61, ByteBuffer.wrap(new byte[SIDE * SIDE]));
    ranges.merge(others);
    assertThat(PixelWarnings.of("test", ranges, GREY))
        .containsExactly(
            "2 of 62 images of test are blank, all pixels being equal (first id 61): is part of a"
                + " file missing?");
  }

  @Test
  void pixelsThatWereScaledAreSaid() {
    assertThat(warnings(GREY, (pixel, value) -> value / 128))
        .containsExactly(
            "pixels of train go from 0 to 1 only, of 0 to 255: were they scaled before?");
  }

  @Test
  void linesInsideThatNeverChangeAreSaid() {
    assertThat(warnings(GREY, (pixel, value) -> pixel / SIDE == 2 || pixel % SIDE == 4 ? 9 : value))
        .containsExactly(
            "row 2 (from 0) of the pixels never changes in 60 images of train, those around it do:"
                + " look at how its files were made",
            "column 4 (from 0) of the pixels never changes in 60 images of train, those around it"
                + " do: look at how its files were made");
  }

  @Test
  void oneLineOfOneChannelAloneIsQuiet() {
    assertThat(warnings(COLOUR, (pixel, value) -> pixel / SIDE == 2 ? 9 : value)).isEmpty();
  }

  @Test
  void channelThatNeverChangesIsSaid() {
    assertThat(warnings(COLOUR, (pixel, value) -> pixel / (SIDE * SIDE) == 1 ? 0 : value))
        .containsExactly(
            "channel 2 of 3 never changes in 60 images of train: are they grey, or of another"
                + " format?");
  }

  @Test
  void moreThanHalfOfThePixelsConstantIsSaid() {
    assertThat(warnings(GREY, (pixel, value) -> pixel < 18 ? 0 : value)).isEmpty();
    assertThat(warnings(GREY, (pixel, value) -> pixel < 19 ? 0 : value))
        .containsExactly(
            "19 of 36 pixels never change in 60 images of train: look at how its files were made");
  }

  private static List<String> warnings(ImageShape shape, IntBinaryOperator pixel) {
    return PixelWarnings.of("train", ranges(shape, pixel), shape);
  }

  /**
   * @param pixel from its place and a random value
   */
  private static PixelRanges ranges(ImageShape shape, IntBinaryOperator pixel) {
    Random random = new Random(1);
    PixelRanges ranges = new PixelRanges(shape.values());
    for (int row = 0; row < ROWS; row++) {
      byte[] pixels = new byte[shape.values()];
      for (int i = 0; i < pixels.length; i++) {
        pixels[i] = (byte) pixel.applyAsInt(i, random.nextInt(256));
      }
      ranges.add(row, ByteBuffer.wrap(pixels));
    }
    return ranges;
  }
}
