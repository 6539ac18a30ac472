package io.reprise.stages.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.commons.lang3.SerializationUtils;
import org.junit.jupiter.api.Test;

class ImageHashesTest {

  @Test
  void idsOfImagesThatOthersHaveAreFound() {
    ImageHashes test = hashes(List.of(3, 5, 9), 100);
    assertThat(test.idsAlsoIn(hashes(List.of(1, 9, 3, 4), 100))).containsExactlyInAnyOrder(3L, 9L);
    assertThat(test.idsAlsoIn(hashes(List.of(), 100))).isEmpty();
    assertThat(test.share()).isEqualTo(1);
  }

  @Test
  void sampleIsTheSameInAnyOrderOfAddingAndMerging() {
    List<Integer> images = new ArrayList<>(Collections.nCopies(50, -1)); // equal ones
    for (int i = 0; i < 3000; i++) {
      images.add(i);
    }
    ImageHashes whole = hashes(images, 100);
    assertThat(whole.share()).isBetween(16L, 128L);
    List<Long> kept = sorted(whole.idsAlsoIn(whole));
    assertThat(kept).hasSizeBetween(30, 100);
    for (int cut : new int[] {1, 7, 400, 3049}) {
      Collections.shuffle(images, new Random(cut));
      ImageHashes merged = hashes(images.subList(cut, images.size()), 100);
      merged.merge(hashes(images.subList(0, cut), 100));
      assertThat(merged.share()).isEqualTo(whole.share());
      assertThat(sorted(merged.idsAlsoIn(merged))).isEqualTo(kept);
    }
  }

  @Test
  void samplesOfOtherSizesAreComparedInWhatBothHave() {
    List<Integer> images = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      images.add(i);
    }
    ImageHashes few = hashes(images, 100);
    ImageHashes many = hashes(images, 1000);
    assertThat(sorted(many.idsAlsoIn(few))).isEqualTo(sorted(few.idsAlsoIn(few)));
  }

  @Test
  void manyEqualImagesAreDroppedTogether() {
    ImageHashes equal = hashes(Collections.nCopies(300, 7), 100);
    assertThat(equal.idsAlsoIn(equal)).isEmpty();
    assertThat(equal.share()).isGreaterThan(1);
  }

  /** Flink takes elements up to 16,646,144 bytes with its least network memory. */
  @Test
  void sumOfTwoSplitsFitsIntoAnElement() {
    ImageHashes hashes = new ImageHashes();
    ByteBuffer image = ByteBuffer.allocate(Long.BYTES);
    for (long id = 0; id < 1_500_000; id++) {
      hashes.add(id, image.putLong(0, id));
      if (id == 262_143) {
        assertThat(hashes.share()).isEqualTo(1);
        assertThat(SerializationUtils.serialize(hashes)).hasSizeLessThan(5_000_000);
      }
    }
    assertThat(hashes.share()).isEqualTo(8);
    assertThat(SerializationUtils.serialize(hashes)).hasSizeLessThan(5_000_000);
  }

  private static List<Long> sorted(List<Long> ids) {
    return ids.stream().sorted().toList();
  }

  /** Of images whose pixels follow from their ids. */
  private static ImageHashes hashes(List<Integer> ids, int most) {
    ImageHashes hashes = new ImageHashes(most);
    for (int id : ids) {
      hashes.add(id, ByteBuffer.allocate(12).putInt(id).putInt(3 * id).putInt(7).flip());
    }
    return hashes;
  }
}
