package io.reprise.schemas.digest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CanonicalEncoderTest {

  /** Of random values. Without a bound chance makes some that are not generated within minutes. */
  private static final int DEEPEST = 3;

  /**
   * Computed by another program (Python's struct and hashlib) from the encoding's description. A
   * change of these digests is a change of every key: it needs a new key-format version.
   */
  @Test
  void digestsAreTheSameEverywhere() {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("epochs", 5L);
    value.put("learningRate", 0.001);
    value.put("layers", List.of(Map.of("dense", Map.of("units", 64L)), true, "soft\u00fcmax"));
    value.put("none", null);
    assertThat(CanonicalEncoder.digest(value).hex())
        .isEqualTo("d22da2f33f3fba8a48493e1e539709aee81525cf795a1f5a2d3c33e3e3fd33d8");
    assertThat(CanonicalEncoder.digest(List.of()).hex())
        .isEqualTo("42bdc9134111965957ab250a630025ea50b4c169b615d8077c07fe19adf3a9fd");
  }

  @Test
  void whatIsWrittenAlikeIsToldApart() {
    List<Object> values =
        new ArrayList<>(
            List.of(1L, 1.0, "1", true, "true", List.of(), Map.of(), "", 0L, 0.0, false));
    values.add(null);
    values.add(List.of("a", "b"));
    values.add(List.of("ab"));
    values.add(List.of(List.of("a"), "b"));
    values.add(Map.of("a", "b"));
    values.add(List.of(1L, 1L));
    values.add(List.of(List.of(1L), 1L));
    assertThat(values.stream().map(CanonicalEncoder::digest).distinct()).hasSameSizeAs(values);
  }

  @Test
  void widthOfAnIntegerAndSignOfZeroDoNotMatter() {
    assertThat(CanonicalEncoder.digest(7)).isEqualTo(CanonicalEncoder.digest(7L));
    assertThat(CanonicalEncoder.digest(-0.0)).isEqualTo(CanonicalEncoder.digest(0.0));
  }

  @Test
  void whatHasNoCanonicalFormIsRejected() {
    assertThatThrownBy(() -> CanonicalEncoder.digest(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> CanonicalEncoder.digest(1.5f)).hasMessageContaining("Float");
  }

  @Property(tries = 300)
  void orderOfEntriesDoesNotMatter(@ForAll("maps") Map<String, Object> map, @ForAll long seed) {
    List<String> keys = new ArrayList<>(map.keySet());
    Collections.shuffle(keys, new Random(seed));
    Map<String, Object> shuffled = new LinkedHashMap<>();
    keys.forEach(key -> shuffled.put(key, map.get(key)));
    assertThat(CanonicalEncoder.digest(shuffled)).isEqualTo(CanonicalEncoder.digest(map));
  }

  @Property(tries = 300)
  void anyChangeOfAValueChangesTheDigest(
      @ForAll("maps") Map<String, Object> map, @ForAll("values") Object other, @ForAll long seed) {
    Assume.that(!map.isEmpty());
    List<String> keys = new ArrayList<>(map.keySet());
    String key = keys.get((int) Math.floorMod(seed, (long) keys.size()));
    Assume.that(!other.equals(map.get(key)));
    Map<String, Object> changed = new LinkedHashMap<>(map);
    changed.put(key, other);
    assertThat(CanonicalEncoder.digest(changed)).isNotEqualTo(CanonicalEncoder.digest(map));
  }

  @Provide
  Arbitrary<Map<String, Object>> maps() {
    return maps(DEEPEST);
  }

  @Provide
  Arbitrary<Object> values() {
    return values(DEEPEST);
  }

  private static Arbitrary<Map<String, Object>> maps(int depth) {
    return Arbitraries.maps(Arbitraries.strings().ofMaxLength(6), values(depth - 1)).ofMaxSize(5);
  }

  private static Arbitrary<Object> values(int depth) {
    Arbitrary<Object> scalars =
        Arbitraries.oneOf(
            Arbitraries.longs().map(Object.class::cast),
            Arbitraries.doubles().filter(d -> d != 0).map(Object.class::cast),
            Arbitraries.strings().ofMaxLength(6).map(Object.class::cast),
            Arbitraries.of(true, false).map(Object.class::cast));
    if (depth == 0) {
      return scalars;
    }
    Arbitrary<Object> deeper = values(depth - 1);
    return Arbitraries.oneOf(
        scalars,
        Combinators.combine(deeper, deeper).as((left, right) -> (Object) List.of(left, right)),
        maps(depth).map(Object.class::cast));
  }
}
