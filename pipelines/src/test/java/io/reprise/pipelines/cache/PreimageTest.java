package io.reprise.pipelines.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The key: what changes it, and what must not. */
class PreimageTest {

  private static final int NESTING = 3;

  private static final Digest CODE = Digest.of("code");
  private static final Optional<Digest> NO_FILES = Optional.empty();

  @Property(tries = 200)
  void orderOfEntriesDoesNotMatterHoweverDeep(
      @ForAll("maps") Map<String, @Nullable Object> map, @ForAll long seed) {
    Object shuffled = Objects.requireNonNull(shuffled(map, new Random(seed)));
    assertThat(key(asMap(shuffled))).isEqualTo(key(map));
  }

  @Property(tries = 200)
  void anyOtherValueIsAnotherKeyHoweverDeep(
      @ForAll("maps") Map<String, @Nullable Object> map,
      @ForAll("values") @Nullable Object other,
      @ForAll long seed) {
    Assume.that(!map.isEmpty());
    Map<String, @Nullable Object> changed = asMap(changed(map, other, new Random(seed)));
    Assume.that(!changed.equals(map));
    assertThat(key(changed)).isNotEqualTo(key(map));
  }

  @Test
  void typeOrderPresenceAndNestingMatter() {
    Map<String, @Nullable Object> none = new LinkedHashMap<>();
    none.put("a", null);
    List<Map<String, @Nullable Object>> maps = new ArrayList<>();
    maps.add(none);
    maps.add(Map.of());
    for (Object value :
        List.of(
            1L,
            1.0,
            "1",
            true,
            "true",
            "",
            "null",
            List.of(),
            Map.of(),
            List.of(1L, 2L),
            List.of(2L, 1L),
            List.of(List.of(1L), 2L),
            Map.of("a", 1L),
            List.of(Map.of("a", 1L)))) {
      maps.add(Map.of("a", value));
    }
    assertThat(maps.stream().map(PreimageTest::key)).doesNotHaveDuplicates();
  }

  @Property(tries = 50)
  void sameMapInAnotherPartIsAnotherKey(@ForAll("maps") Map<String, @Nullable Object> map) {
    Assume.that(!map.isEmpty());
    Map<String, @Nullable Object> none = Map.of();
    assertThat(
            List.of(
                new Preimage("t", CODE, map, none, NO_FILES, none).key(),
                new Preimage("t", CODE, none, map, NO_FILES, none).key(),
                new Preimage("t", CODE, none, none, Optional.of(CODE), none).key(),
                new Preimage("t", CODE, none, none, NO_FILES, map).key(),
                new Preimage("t", CODE, none, none, NO_FILES, none).key()))
        .doesNotHaveDuplicates();
  }

  @Test
  void stageTypeAndCodeAreParts() {
    Map<String, @Nullable Object> none = Map.of();
    assertThat(
            List.of(
                new Preimage("t", CODE, none, none, NO_FILES, none).key(),
                new Preimage("u", CODE, none, none, NO_FILES, none).key(),
                new Preimage("t", Digest.of("other code"), none, none, NO_FILES, none).key()))
        .doesNotHaveDuplicates();
  }

  /** As a key record keeps it: a key that is read back must be the one that it is kept under. */
  @Property(tries = 200)
  void jsonKeepsTheKey(@ForAll("maps") Map<String, @Nullable Object> map, @ForAll boolean some)
      throws IOException {
    Optional<Digest> files = some ? Optional.of(Digest.of("listing")) : NO_FILES;
    Preimage preimage = new Preimage("t", CODE, map, Map.of("in", "x"), files, map);
    Preimage read = Preimage.fromMap(Json.readObject(Json.write(preimage.toMap())));
    assertThat(read).isEqualTo(preimage);
    assertThat(read.key()).isEqualTo(preimage.key());
  }

  private static Digest key(Map<String, @Nullable Object> parameters) {
    return new Preimage("t", CODE, parameters, Map.of(), NO_FILES, Map.of()).key();
  }

  private static @Nullable Object shuffled(@Nullable Object value, Random random) {
    if (value instanceof Map<?, ?> map) {
      List<Object> keys = new ArrayList<>(map.keySet());
      Collections.shuffle(keys, random);
      Map<String, @Nullable Object> shuffled = new LinkedHashMap<>();
      keys.forEach(key -> shuffled.put((String) key, shuffled(map.get(key), random)));
      return shuffled;
    }
    return value instanceof List<?> list
        ? list.stream().map(each -> shuffled(each, random)).toList()
        : value;
  }

  /** The value with another one somewhere inside it. */
  private static @Nullable Object changed(
      @Nullable Object value, @Nullable Object other, Random random) {
    if (value instanceof Map<?, ?> map && !map.isEmpty() && random.nextInt(8) > 0) {
      Map<String, @Nullable Object> changed = asMap(map);
      List<String> keys = new ArrayList<>(changed.keySet());
      String key = keys.get(random.nextInt(keys.size()));
      changed.put(key, changed(changed.get(key), other, random));
      return changed;
    }
    if (value instanceof List<?> list && !list.isEmpty() && random.nextInt(8) > 0) {
      List<@Nullable Object> changed = new ArrayList<>(list);
      int index = random.nextInt(changed.size());
      changed.set(index, changed(changed.get(index), other, random));
      return changed;
    }
    return other;
  }

  private static Map<String, @Nullable Object> asMap(@Nullable Object value) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> given) {
      given.forEach((key, each) -> map.put((String) key, each));
    }
    return map;
  }

  @Provide
  Arbitrary<Map<String, @Nullable Object>> maps() {
    return maps(NESTING);
  }

  @Provide
  Arbitrary<@Nullable Object> values() {
    return values(NESTING);
  }

  private static Arbitrary<Map<String, @Nullable Object>> maps(int nesting) {
    return Arbitraries.maps(Arbitraries.strings().ofMaxLength(6), values(nesting - 1)).ofMaxSize(5);
  }

  private static Arbitrary<@Nullable Object> values(int nesting) {
    Arbitrary<Object> plain =
        Arbitraries.oneOf(
            Arbitraries.longs().map(Object.class::cast),
            Arbitraries.doubles().filter(d -> d != 0).map(Object.class::cast),
            Arbitraries.strings().ofMaxLength(6).map(Object.class::cast),
            Arbitraries.of(true, false).map(Object.class::cast));
    return nesting == 0
        ? plain.injectNull(0.1)
        : Arbitraries.frequencyOf(
            Tuple.of(2, plain.injectNull(0.1)),
            Tuple.of(1, values(nesting - 1).list().ofMaxSize(3).map(Object.class::cast)),
            Tuple.of(1, maps(nesting).map(Object.class::cast)));
  }
}
