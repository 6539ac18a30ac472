package io.reprise.pipelines.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.schemas.digest.Digest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DifferenceTest {

  @Test
  void nestedParametersAreNamedByTheirPath() {
    assertThat(
            describe(
                Map.of("layers", List.of(Map.of("conv", Map.of("filters", 8L)))),
                Map.of("layers", List.of(Map.of("conv", Map.of("filters", 16L))))))
        .containsExactly("layers[0].conv.filters 8 -> 16");
  }

  @Test
  void listsOfOtherLengthsAreCountedAndNotPrinted() {
    assertThat(describe(Map.of("layers", List.of(1L, 2L)), Map.of("layers", List.of(1L))))
        .containsExactly("layers 2 entries -> 1 entries");
  }

  @Test
  void absentAndChangedTypeAreShown() {
    assertThat(describe(Map.of("a", 1L), Map.of("b", 1L)))
        .containsExactly("a 1 -> none", "b none -> 1");
    assertThat(describe(Map.of("a", 1L), Map.of("a", 1.0))).containsExactly("a 1 -> 1.0");
  }

  @Test
  void textOfSeveralLinesIsShownInOne() {
    assertThat(describe(Map.of("run", "a"), Map.of("run", "a\n  b\n")))
        .containsExactly("run a -> a b");
  }

  @Test
  void equalPreimagesDifferInNothing() {
    assertThat(describe(Map.of("a", 1L), Map.of("a", 1L))).isEmpty();
  }

  /** A change of this digest is a change of every key: it needs a new {@code Preimage.FORMAT}. */
  @Test
  void keyIsTheSameEverywhere() {
    assertThat(preimage(Map.of("epochs", 5L)).key().hex())
        .isEqualTo("93ca89c4d425cc5006d6be7cd05246b7330c258cd81adbf5edf7cc6d2d9468fd");
  }

  private static List<String> describe(
      Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
    return Difference.between(preimage(before), preimage(after), code -> Optional.empty()).stream()
        .map(Difference::describe)
        .toList();
  }

  private static Preimage preimage(Map<String, @Nullable Object> parameters) {
    return new Preimage(
        "train",
        Digest.of("code"),
        parameters,
        Map.of("train", "aa"),
        Map.of(),
        Map.of("classes", List.of("a", "b")));
  }
}
