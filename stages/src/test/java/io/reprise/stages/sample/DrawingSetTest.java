package io.reprise.stages.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrawingSetTest {

  private static final DrawingSet DRAWINGS = DrawingSet.of(5, 200);

  @Test
  void everyTenDrawingsShowEachClassOnce() {
    for (int start = 0; start < 200; start += 10) {
      assertThat(Set.copyOf(DRAWINGS.labels().subList(start, start + 10))).hasSize(10);
    }
    assertThat(DRAWINGS.labels().subList(0, 10)).isNotEqualTo(DRAWINGS.labels().subList(10, 20));
  }

  @Test
  void noTwoDrawingsAreAlike() {
    Set<ByteBuffer> seen = new HashSet<>();
    DRAWINGS.images().forEach(image -> seen.add(ByteBuffer.wrap(image)));
    assertThat(seen).hasSize(200);
  }

  /** A form with a broken outline would leave its canvas to the specks. */
  @Test
  void everyDrawingCoversAGoodPartOfItsCanvas() {
    for (int i = 0; i < 200; i++) {
      byte[] image = DRAWINGS.images().get(i);
      int[] counts = new int[256];
      for (byte grey : image) {
        counts[grey & 0xFF]++;
      }
      int ground = Arrays.stream(counts).max().orElseThrow();
      assertThat(image.length - ground)
          .as("class %d, drawing %d", DRAWINGS.labels().get(i), i)
          .isGreaterThan(80);
    }
  }

  @Test
  void greysHaveSixteenSteps() {
    for (byte[] image : DRAWINGS.images()) {
      for (byte grey : image) {
        assertThat((grey & 0xFF) % 17).isZero();
      }
    }
  }

  @Test
  void idxFilesStartWithTheirSizes() {
    DrawingSet two = DrawingSet.of(9, 2);
    byte[] images = Idx.images(two);
    assertThat(images).hasSize(16 + 2 * 784).startsWith(0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 28, 0, 0);
    assertThat(Arrays.copyOfRange(images, 16 + 784, 16 + 1568)).isEqualTo(two.images().get(1));
    assertThat(Idx.labels(two))
        .containsExactly(0, 0, 8, 1, 0, 0, 0, 2, two.labels().get(0), two.labels().get(1));
  }

  @Test
  void csvHasAHeaderAndTheSamePixels() {
    DrawingSet two = DrawingSet.of(9, 2);
    List<String> rows = new String(Csv.pixels(two), StandardCharsets.US_ASCII).lines().toList();
    assertThat(rows).hasSize(3);
    assertThat(rows.get(0)).startsWith("pixel0,pixel1,").endsWith(",pixel783");
    int[] last = Arrays.stream(rows.get(2).split(",", -1)).mapToInt(Integer::parseInt).toArray();
    byte[] image = two.images().get(1);
    assertThat(last).hasSize(784);
    for (int i = 0; i < 784; i++) {
      assertThat(last[i]).isEqualTo(image[i] & 0xFF);
    }
    assertThat(new String(Csv.labels(two), StandardCharsets.US_ASCII))
        .isEqualTo("label\n" + two.labels().get(0) + "\n" + two.labels().get(1) + "\n");
  }

  @Test
  void distancesAreNegativeInside() {
    Form box = Form.box(-1, -2, 3, 4);
    assertThat(box.distance(0, 0)).isEqualTo(-1);
    assertThat(box.distance(6, 8)).isEqualTo(5);
    assertThat(Form.disc(1, 1, 2).distance(1, 4)).isEqualTo(1);
    assertThat(Form.capsule(0, 0, 4, 0, 0.5).distance(7, 4)).isEqualTo(4.5);
    assertThat(Form.mirrored(1, -1, 1, 1).distance(-0.25, 0)).isCloseTo(-0.75, within(1e-12));
    assertThat(box.without(Form.disc(0, 0, 0.5)).distance(0, 0)).isEqualTo(0.5);
    assertThat(box.edge(0.2).distance(-1, 0)).isCloseTo(-0.1, within(1e-12));
  }
}
