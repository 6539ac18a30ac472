package io.reprise.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SealedJsonTest {

  private static final int NESTING = 3;

  private static final Map<String, @Nullable Object> OBJECT = object();

  private static Map<String, @Nullable Object> object() {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("text", "\u00fc \ud83d\ude00 \"seal\" : \n");
    object.put("list", List.of(1L, 0.5, true));
    object.put("none", null);
    object.put("map", Map.of("a", Map.of()));
    return object;
  }

  @Property(tries = 200)
  void whatIsReadIsWhatWasWritten(@ForAll("objects") Map<String, @Nullable Object> object)
      throws IOException {
    Assume.that(!object.isEmpty() && !object.containsKey("seal"));
    assertThat(SealedJson.read(bytes(object))).isEqualTo(object);
  }

  @Test
  void anyJsonReaderReadsItWithItsSeal() throws IOException {
    Map<String, @Nullable Object> read = Json.readObject(SealedJson.write(OBJECT));
    assertThat(read).containsAllEntriesOf(OBJECT).containsKey("seal").hasSize(OBJECT.size() + 1);
  }

  @Test
  void eachFlippedBitIsFound() {
    byte[] bytes = bytes(OBJECT);
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> SealedJson.read(flipped))
          .as("bit %d", bit)
          .isInstanceOf(IOException.class)
          .hasMessage("its seal is broken");
    }
  }

  @Test
  void anyLossOfItsEndIsFoundAndAnyAddition() {
    byte[] bytes = bytes(OBJECT);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> SealedJson.read(cut))
          .as("%d bytes", length)
          .hasMessageContaining("seal");
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> SealedJson.read(longer)).hasMessageContaining("seal");
  }

  private static byte[] bytes(Map<String, @Nullable Object> object) {
    return SealedJson.write(object).getBytes(StandardCharsets.UTF_8);
  }

  @Provide
  Arbitrary<Map<String, @Nullable Object>> objects() {
    return maps(NESTING);
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
