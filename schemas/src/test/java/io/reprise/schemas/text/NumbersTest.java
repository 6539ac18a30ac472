package io.reprise.schemas.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.json.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void decimalsAreTheShortestOnEveryJdk() {
    // Double.toString says 1.9999999999999998E23 and 5.6843418860808015E-14 on JDK 17
    assertThat(Numbers.text(2e23)).isEqualTo("2.0E23");
    assertThat(Numbers.text(Math.scalb(1.0, -44))).isEqualTo("5.684341886080802E-14");
    assertThat(Numbers.text(1e10f)).isEqualTo("1.0E10");
    assertThat(Numbers.text(0.001)).isEqualTo("0.001");
    assertThat(Numbers.text(-0.0)).isEqualTo("-0.0");
    assertThat(Numbers.text(Double.NaN)).isEqualTo("NaN");
  }

  @Test
  void manyNumbersHaveTheSameTextOnEveryJdk() {
    Random random = new Random(1);
    String texts =
        IntStream.range(0, 100_000)
            .mapToObj(i -> Numbers.text(random.nextDouble()) + Numbers.text(random.nextFloat()))
            .collect(Collectors.joining("\n"));
    assertThat(Digest.of(texts).shortHex()).isEqualTo("748b03d3");
  }

  @Test
  void jsonHasTheSameText() {
    double power = Math.scalb(1.0, -44);
    assertThat(Json.write(Map.of("value", power)))
        .isEqualTo("{\n  \"value\" : " + Numbers.text(power) + "\n}\n");
  }

  @Test
  void whatIsInListsAndMapsIsWrittenAlike() {
    Object value = Arrays.asList(1L, 2e23, null, Map.of("a", List.of(1e10f, "b")));
    assertThat(Numbers.text(value)).isEqualTo("[1, 2.0E23, null, {a=[1.0E10, b]}]");
  }

  @Test
  void fixedDigitsAreThoseOfTheShortestDecimal() {
    assertThat(Numbers.fixed(1.005, 2)).isEqualTo("1.01");
    assertThat(Numbers.fixed(-0.125, 2)).isEqualTo("-0.13");
    assertThat(Numbers.fixed(1e7, 2)).isEqualTo("10000000.00");
    assertThat(Numbers.fixed(0.00004, 4)).isEqualTo("0.0000");
    assertThat(Numbers.fixed(Double.NaN, 4)).isEqualTo("NaN");
  }

  @Property
  void textReadsBackAsTheSameNumber(@ForAll double value) {
    assertThat(Double.parseDouble(Numbers.text(value))).isEqualTo(value);
  }
}
