package io.reprise.pipelines.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.schemas.digest.Digest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
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
  void valuesThatLookAlikeAreToldApart() {
    assertThat(describe(Map.of("a", "true"), Map.of("a", true)))
        .containsExactly("a text \"true\" -> flag true");
    assertThat(describe(Map.of("a", 1L), Map.of("a", "1")))
        .containsExactly("a integer 1 -> text \"1\"");
    assertThat(describe(Map.of("a", "none"), Map.of())).containsExactly("a text \"none\" -> none");
    assertThat(describe(Map.of("a", "\u00e9"), Map.of("a", "e\u0301")))
        .containsExactly("a text \"\\u00e9\" -> text \"e\\u0301\"");
    assertThat(describe(Map.of("a", "x"), Map.of("a", "x\n")))
        .containsExactly("a text \"x\" -> text \"x\\u000a\"");
  }

  @Test
  void longTextsAreShownWhereTheyDiffer() {
    String start = "abcdefghij".repeat(1000);
    assertThat(describe(Map.of("a", start + "X" + start), Map.of("a", start + "Y" + start)))
        .singleElement(InstanceOfAssertFactories.STRING)
        .startsWith("a ...abcdefghijabcdefghijXabc")
        .contains(" -> ...abcdefghijabcdefghijYabc")
        .hasSizeLessThan(150);
  }

  @Test
  void movedImageIsOneShortReason() {
    SortedMap<String, Digest> before = new TreeMap<>();
    for (int i = 0; i < 1000; i++) {
      before.put(String.format(Locale.ROOT, "train/cat/%04d.png", i), Digest.of("image " + i));
    }
    SortedMap<String, Digest> after = new TreeMap<>(before);
    after.put("train/dog/0007.png", after.remove("train/cat/0007.png"));
    assertThat(describeFiles(before, after))
        .containsExactly("file moved: train/cat/0007.png -> train/dog/0007.png");
  }

  @Test
  void manyFilesAreCounted() {
    SortedMap<String, Digest> before = new TreeMap<>();
    SortedMap<String, Digest> after = new TreeMap<>();
    for (int i = 0; i < 3000; i++) {
      before.put(String.format(Locale.ROOT, "%04d.png", i), Digest.of("one " + i));
      after.put(
          (i < 12 ? "" : "new/") + String.format(Locale.ROOT, "%04d.png", i),
          Digest.of((i < 500 ? "one " : "two ") + i));
    }
    after.put("0003.png", Digest.of("changed"));
    assertThat(describeFiles(before, after))
        .containsExactly(
            "file 0003.png changed",
            "2,500 files added, such as new/0500.png",
            "2,500 files removed, such as 0500.png",
            "488 files moved, such as 0012.png -> new/0012.png");
  }

  @Test
  void filesOfAStageThatReadNoneAreAdded() {
    SortedMap<String, Digest> one = new TreeMap<>(Map.of("a.py", Digest.of("a")));
    assertThat(describeFiles(new TreeMap<>(), one)).containsExactly("file a.py added");
    assertThat(describeFiles(one, new TreeMap<>())).containsExactly("file a.py removed");
  }

  @Test
  void listingOfFilesThatIsNoLongerThereLeavesThePlainFact() {
    SortedMap<String, Digest> files = new TreeMap<>(Map.of("a.py", Digest.of("a")));
    assertThat(describe(files(files), files(new TreeMap<>()))).containsExactly("files changed");
  }

  @Test
  void manyParametersAndLongNamesAreBounded() {
    Map<String, @Nullable Object> before = new TreeMap<>();
    Map<String, @Nullable Object> after = new TreeMap<>();
    for (int i = 0; i < 1000; i++) {
      before.put("p".repeat(1000) + i, 1L);
      after.put("p".repeat(1000) + i, 2L);
    }
    List<String> reasons = describe(before, after);
    assertThat(reasons).hasSize(6).endsWith("995 more like this");
    assertThat(String.join("", reasons)).hasSizeLessThan(1000);
  }

  @Test
  void listInAnotherOrderIsSaidSo() {
    assertThat(describe(Map.of("a", List.of("x", "y", "z")), Map.of("a", List.of("z", "y", "x"))))
        .containsExactly("a in one order -> in another");
  }

  @Test
  void equalPreimagesDifferInNothing() {
    assertThat(describe(Map.of("a", 1L), Map.of("a", 1L))).isEmpty();
  }

  /** A change of this digest is a change of every key: it needs a new {@code Preimage.FORMAT}. */
  @Test
  void keyIsTheSameEverywhere() {
    assertThat(preimage(Map.of("epochs", 5L)).key().hex())
        .isEqualTo("f7a9b419e8bd511f84dfcce0a11ac79eba76bf61ed8264e897326c51703344e4");
  }

  private static List<String> describe(
      Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
    return describe(preimage(before), preimage(after));
  }

  private static List<String> describe(Preimage before, Preimage after) {
    return Difference.describe(Difference.between(before, after, code -> Optional.empty()));
  }

  private static List<String> describeFiles(
      SortedMap<String, Digest> before, SortedMap<String, Digest> after) {
    Map<Digest, String> texts = new HashMap<>();
    for (SortedMap<String, Digest> files : List.of(before, after)) {
      FileListing listing = new FileListing(files);
      texts.put(listing.digest(), listing.text());
    }
    return Difference.describe(
        Difference.between(
            files(before), files(after), digest -> Optional.ofNullable(texts.get(digest))));
  }

  private static Preimage files(SortedMap<String, Digest> files) {
    Optional<Digest> listing =
        files.isEmpty() ? Optional.empty() : Optional.of(new FileListing(files).digest());
    return new Preimage("ingest", Digest.of("code"), Map.of(), Map.of(), listing, Map.of());
  }

  private static Preimage preimage(Map<String, @Nullable Object> parameters) {
    return new Preimage(
        "train",
        Digest.of("code"),
        parameters,
        Map.of("train", "aa"),
        Optional.empty(),
        Map.of("classes", List.of("a", "b")));
  }
}
