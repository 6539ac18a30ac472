package io.reprise.stages.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reprise.stages.StageTrial;
import io.reprise.stages.network.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AugmentationTest {

  private static final Shape.Image SHAPE = new Shape.Image(2, 9, 7);

  @TempDir Path folder;

  private final byte[] image = new byte[SHAPE.size()];

  AugmentationTest() {
    new Random(3).nextBytes(image);
  }

  @Test
  void isAFunctionOfSeedEpochAndId() throws IOException {
    String with = "{ flipHorizontal: 0.5, shift: 2, rotation: 20, erasing: 1, gaussianNoise: 0.1 }";
    Augmentation changes = of(with, 1);
    byte[] first = changed(changes, 7, 1);
    assertThat(changed(of(with, 1), 7, 1)).isEqualTo(first);
    assertThat(changed(changes, 7, 2)).isNotEqualTo(first);
    assertThat(changed(changes, 8, 1)).isNotEqualTo(first);
    assertThat(changed(of(with, 2), 7, 1)).isNotEqualTo(first);
    byte[] untouched = new byte[SHAPE.size()];
    new Random(3).nextBytes(untouched);
    assertThat(image).isEqualTo(untouched);
  }

  @Test
  void nothingDeclaredChangesNothing() throws IOException {
    assertThat(changed(of("{}", 1), 7, 1)).isEqualTo(image);
    assertThat(Augmentation.of(trial("").settings(), SHAPE)).isNull();
  }

  @Test
  void shiftsAreWholePixelsOfAllSizesEitherWay() throws IOException {
    Augmentation changes = of("{ shift: 2, fill: 9 }", 1);
    Set<Integer> seen = new HashSet<>();
    for (int id = 0; id < 200; id++) {
      byte[] moved = changes.moved(image, id, 1);
      for (int down = -2; down <= 2; down++) {
        for (int right = -2; right <= 2; right++) {
          if (Arrays.equals(moved, shifted(right, down))) {
            seen.add(10 * down + right);
          }
        }
      }
    }
    assertThat(seen).hasSize(25);
  }

  private byte[] shifted(int right, int down) {
    byte[] shifted = new byte[image.length];
    for (int i = 0; i < image.length; i++) {
      int x = i % 7 - right;
      int y = i / 7 % 9 - down;
      int channel = i / 63;
      boolean inside = x >= 0 && y >= 0 && x < 7 && y < 9;
      shifted[i] = inside ? image[channel * 63 + y * 7 + x] : 9;
    }
    return shifted;
  }

  @Test
  void shiftBeyondTheImageLeavesTheFill() throws IOException {
    Augmentation changes = of("{ shift: 1024, fill: 9 }", 1);
    byte[] filled = new byte[image.length];
    Arrays.fill(filled, (byte) 9);
    assertThat(changes.moved(image, 1, 1)).isEqualTo(filled);
  }

  @Test
  void flipsComeWithTheirProbability() throws IOException {
    Augmentation changes = of("{ flipHorizontal: 0.3 }", 1);
    int flipped = 0;
    for (int id = 0; id < 1000; id++) {
      flipped += Arrays.equals(changes.moved(image, id, 1), image) ? 0 : 1;
    }
    assertThat(flipped / 1000.0).isCloseTo(0.3, within(0.05));
  }

  @Test
  void erasedIsARectangleOfTheDeclaredSize() throws IOException {
    Augmentation changes = of("{ erasing: 1, erasedArea: 0.3 }", 1);
    byte[] black = new byte[SHAPE.size()];
    int largest = 0;
    for (int id = 0; id < 500; id++) {
      byte[] erased = changes.corrupted(black, id, 1);
      int pixels = 0;
      for (int i = 0; i < 63; i++) {
        pixels += erased[i] != 0 || erased[63 + i] != 0 ? 1 : 0;
      }
      assertThat(pixels).isPositive();
      largest = Math.max(largest, pixels);
    }
    assertThat(largest).isBetween(15, 25); // 0.3 x 63 is 19, sides are rounded
    assertThat(changes.moved(image, 1, 1)).isEqualTo(image);
  }

  private static byte[] changed(Augmentation changes, long id, int epoch, byte[] image) {
    return changes.corrupted(changes.moved(image, id, epoch), id, epoch);
  }

  private byte[] changed(Augmentation changes, long id, int epoch) {
    return changed(changes, id, epoch, image);
  }

  private Augmentation of(String with, long seed) throws IOException {
    return Objects.requireNonNull(
        Augmentation.of(trial("augmentation: " + with + "\nseed: " + seed).settings(), SHAPE));
  }

  private StageTrial trial(String with) {
    return new StageTrial(new TrainStage(), folder).with("layers: [output: { units: 3 }]\n" + with);
  }
}
