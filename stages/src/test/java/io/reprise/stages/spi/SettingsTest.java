package io.reprise.stages.spi;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.digest.CanonicalEncoder;
import io.reprise.schemas.digest.Digest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a stage is given, against what its key says. */
class SettingsTest {

  /** The same said in another way: other orders, other widths of integers, the other zero. */
  @Property(tries = 300)
  void settingsOfOneKeyCannotBeToldApart(
      @ForAll("maps") Map<String, @Nullable Object> map, @ForAll long seed) throws Exception {
    Map<String, @Nullable Object> other = rewrittenMap(map, new Random(seed));
    assertThat(CanonicalEncoder.digest(other)).isEqualTo(CanonicalEncoder.digest(map));
    requireIndistinguishable(new Settings(map), new Settings(other));
    requireIndistinguishable(new Settings(Map.of("s", map)), new Settings(Map.of("s", other)));
    requireIndistinguishable(new Settings(Map.of("s", map)).struct("s"), new Settings(other));
    requireIndistinguishable(
        new Settings(map).with("b", map), new Settings(other).with("b", other));
  }

  /** Whatever a stage could tell apart is another key. */
  @Property(tries = 300)
  void settingsOfTwoKeysAreNotEqual(
      @ForAll("maps") Map<String, @Nullable Object> one,
      @ForAll("maps") Map<String, @Nullable Object> other) {
    assertThat(new Settings(one).equals(new Settings(other)))
        .isEqualTo(key(new Settings(one)).equals(key(new Settings(other))));
  }

  @Test
  void whatOnlyLooksAlikeIsAnotherKey() {
    List<@Nullable Object> values = new ArrayList<>();
    Collections.addAll(
        values, 1L, 1.0, "1", true, "true", null, "null", "", List.of(), Map.of(), 0L, 0.0);
    Collections.addAll(values, "\u00e9", "e\u0301"); // the same letter, composed and not
    List<Settings> all = new ArrayList<>(List.of(new Settings(Map.of())));
    for (Object value : values) {
      all.add(new Settings(Collections.singletonMap("a", value)));
    }
    assertThat(all.stream().map(SettingsTest::key)).doesNotHaveDuplicates();
    assertThat(all).doesNotHaveDuplicates();
  }

  @Test
  void minusZeroIsZero() {
    double zero = new Settings(Map.of("a", -0.0)).real("a");
    assertThat(Double.doubleToRawLongBits(zero)).isZero();
  }

  @Test
  void whatHasNoKeyIsRejected() {
    for (Object value : new Object[] {Double.NaN, Double.POSITIVE_INFINITY, 1.5f, "\ud83d"}) {
      assertThatThrownBy(() -> new Settings(Map.of("a", List.of(value))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no canonical form");
    }
  }

  @Test
  void stageCannotChangeWhatItIsGiven() {
    Settings settings =
        new Settings(Map.of("m", Map.of("b", 1L), "l", new ArrayList<>(List.of(1L))));
    assertThatThrownBy(() -> settings.values().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> ((List<?>) requireNonNull(settings.values().get("l"))).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static Digest key(Settings settings) {
    return CanonicalEncoder.digest(settings.values());
  }

  private static void requireIndistinguishable(Settings one, Settings other) throws Exception {
    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).hasToString(other.toString());
    assertThat(List.copyOf(one.values().keySet())).isEqualTo(List.copyOf(other.values().keySet()));
    assertThat(serialized(one)).isEqualTo(serialized(other));
    Settings read = read(serialized(one));
    assertThat(read).isEqualTo(one).hasToString(one.toString());
  }

  private static byte[] serialized(Settings settings) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(settings);
    }
    return bytes.toByteArray();
  }

  private static Settings read(byte[] bytes) throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (Settings) in.readObject();
    }
  }

  private static Map<String, @Nullable Object> rewrittenMap(Map<?, ?> map, Random random) {
    List<Object> keys = new ArrayList<>(map.keySet());
    Collections.shuffle(keys, random);
    Map<String, @Nullable Object> rewritten = new LinkedHashMap<>(random.nextInt(100));
    keys.forEach(key -> rewritten.put((String) key, rewritten(map.get(key), random)));
    return rewritten;
  }

  @SuppressWarnings("StringOperationCanBeSimplified") // another object, which serialisation tells
  private static @Nullable Object rewritten(@Nullable Object value, Random random) {
    if (value instanceof Map<?, ?> map) {
      return rewrittenMap(map, random);
    }
    if (value instanceof List<?> list) {
      return new ArrayList<>(
          list.stream().<@Nullable Object>map(each -> rewritten(each, random)).toList());
    }
    if (value instanceof Double number && number == 0) {
      return random.nextBoolean() ? 0.0 : -0.0;
    }
    if (value instanceof Long number && number.intValue() == number) {
      return random.nextBoolean() ? (Object) number : (Object) number.intValue();
    }
    return value instanceof String text ? new String(text) : value;
  }

  @Provide
  Arbitrary<Map<String, @Nullable Object>> maps() {
    return maps(3);
  }

  private static Arbitrary<Map<String, @Nullable Object>> maps(int nesting) {
    return Arbitraries.maps(words(), values(nesting - 1)).ofMaxSize(4);
  }

  /** Few, so that two maps are often alike. */
  private static Arbitrary<String> words() {
    return Arbitraries.of("a", "b", "B", "a.b", "\u00e9", "e\u0301", "\ud83d\ude00", "\uffee");
  }

  private static Arbitrary<@Nullable Object> values(int nesting) {
    Arbitrary<Object> plain =
        Arbitraries.oneOf(
            Arbitraries.of(0L, 1L, 1L << 40).map(Object.class::cast),
            Arbitraries.of(0.0, -0.0, 1.0, Double.MIN_VALUE).map(Object.class::cast),
            words().map(Object.class::cast),
            Arbitraries.of(true, false).map(Object.class::cast));
    return nesting == 0
        ? plain.injectNull(0.1)
        : Arbitraries.frequencyOf(
            Tuple.of(2, plain.injectNull(0.1)),
            Tuple.of(1, values(nesting - 1).list().ofMaxSize(2).map(Object.class::cast)),
            Tuple.of(1, maps(nesting).map(Object.class::cast)));
  }
}
