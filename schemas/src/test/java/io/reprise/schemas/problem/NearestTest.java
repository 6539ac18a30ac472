package io.reprise.schemas.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

  @Test
  void swappedDroppedAndDoubledLettersAreNear() {
    assertThat(Nearest.to("trian", List.of("train", "embed"))).contains("train");
    assertThat(Nearest.to("learningrate", List.of("learningRate"))).contains("learningRate");
    assertThat(Nearest.to("epocs", List.of("epochs", "seed"))).contains("epochs");
  }

  @Test
  void wordThatOneGoesOnFromIsNearest() {
    assertThat(Nearest.to("evaluate.acc", List.of("evaluate.rows", "evaluate.accuracy")))
        .contains("evaluate.accuracy");
    assertThat(Nearest.to("dense", List.of("denseNet", "dense", "sense"))).contains("dense");
  }

  @Test
  void whereNothingIsNearAllIsListed() {
    assertThat(Nearest.hint("xyzzy", List.of("train", "embed")))
        .isEqualTo("; there is embed, train");
    assertThat(Nearest.hint("xyzzy", List.of())).isEmpty();
  }
}
