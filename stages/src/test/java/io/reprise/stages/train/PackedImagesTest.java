package io.reprise.stages.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PackedImagesTest {

  @Test
  void imagesOfManyBlocksComeBackAsTheyWere() {
    int side = 1000; // four images a block
    PackedImages images = new PackedImages(side * side);
    for (int i = 0; i < 9; i++) {
      byte[] image = new byte[side * side];
      image[0] = (byte) i;
      image[image.length - 1] = (byte) -i;
      images.add(image);
    }
    assertThat(images).hasSize(9);
    for (int i = 0; i < 9; i++) {
      assertThat(images.get(i)).hasSize(side * side).startsWith((byte) i).endsWith((byte) -i);
    }
    assertThat(images.subList(4, 6).get(1)).startsWith((byte) 5);
  }

  @Test
  void anImageLargerThanABlockHasABlockOfItsOwn() {
    PackedImages images = new PackedImages(5 << 20);
    byte[] image = new byte[5 << 20];
    image[7] = 7;
    images.add(new byte[5 << 20]);
    images.add(image);
    assertThat(images.get(1)).isEqualTo(image);
  }

  @Test
  void otherSizesAndPlacesBeyondTheEndAreErrors() {
    PackedImages images = new PackedImages(4);
    images.add(new byte[4]);
    assertThatThrownBy(() -> images.add(new byte[3])).hasMessage("3 bytes instead of 4");
    assertThatThrownBy(() -> images.get(1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
