package io.reprise.pipelines.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.schemas.digest.Digest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Two listings of code, and what is said of their difference. */
class CodeDifferenceTest {

  private static final Map<String, String> BEFORE =
      Map.of(
          "class demo.Rotation", "1",
          "class demo.Noise", "1",
          "resource demo/words.txt", "1",
          "library smile-core-2.6.0.jar", "1",
          "library avro-1.11.5.jar", "1");

  @Test
  void changedClassIsNamedWithoutItsPackage() {
    assertThat(after(Map.of("class demo.Rotation", "2"))).containsExactly("code changed: Rotation");
  }

  @Test
  void addedAndRemovedClassesAndResourcesAreNamedTogether() {
    assertThat(
            after(
                Map.of(
                    "class demo.Blur",
                    "1",
                    "class demo.Noise",
                    "",
                    "resource demo/words.txt",
                    "2")))
        .containsExactly("code changed: Blur, Noise, demo/words.txt");
  }

  @Test
  void ofManyClassesTheFirstFourAreNamed() {
    Map<String, String> many = new TreeMap<>();
    for (String name : List.of("A", "B", "C", "D", "E", "F")) {
      many.put("class demo." + name, "1");
    }
    assertThat(after(many)).containsExactly("code changed: A, B, C, D and 2 more");
  }

  @Test
  void libraryOfAnotherVersionReplacesTheOlder() {
    assertThat(
            after(Map.of("library smile-core-2.6.0.jar", "", "library smile-core-2.7.0.jar", "1")))
        .containsExactly("library smile-core-2.6.0.jar -> smile-core-2.7.0.jar");
  }

  @Test
  void libraryIsAddedRemovedOrChangedUnderItsName() {
    assertThat(
            after(
                Map.of(
                    "library asm-9.10.1.jar", "1",
                    "library avro-1.11.5.jar", "",
                    "library smile-core-2.6.0.jar", "2")))
        .containsExactly(
            "library asm-9.10.1.jar added",
            "library avro-1.11.5.jar removed",
            "library smile-core-2.6.0.jar changed");
  }

  @Test
  void classesComeBeforeLibraries() {
    assertThat(after(Map.of("class demo.Noise", "2", "library avro-1.11.5.jar", "2")))
        .containsExactly("code changed: Noise", "library avro-1.11.5.jar changed");
  }

  @Test
  void listingThatIsNoLongerThereLeavesThePlainFact() {
    List<Difference> said =
        CodeDifference.between(Digest.of("a"), Digest.of("b"), code -> Optional.empty());
    assertThat(Difference.describe(said)).containsExactly("code changed");
  }

  /**
   * @param changes new digests by part; empty for a part that goes
   */
  private static List<String> after(Map<String, String> changes) {
    Map<String, String> changed = new TreeMap<>(BEFORE);
    changed.putAll(changes);
    changed.values().removeIf(String::isEmpty);
    Digest left = Digest.of("left");
    Digest right = Digest.of("right");
    return Difference.describe(
        CodeDifference.between(
            left, right, code -> Optional.of(listing(code.equals(left) ? BEFORE : changed))));
  }

  private static String listing(Map<String, String> parts) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(parts)
        .forEach(
            (name, digest) ->
                text.append(Digest.of(digest)).append("  ").append(name).append('\n'));
    return text.toString();
  }
}
