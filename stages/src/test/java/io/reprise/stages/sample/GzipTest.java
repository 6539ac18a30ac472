package io.reprise.stages.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class GzipTest {

  @Property(tries = 300)
  void javaUnpacksWhatWasPacked(@ForAll @Size(max = 600) byte[] data) throws IOException {
    assertThat(unpack(Gzip.of(data))).isEqualTo(data);
  }

  @Property(tries = 200)
  void repeatsOfEveryLengthAndDistanceUnpack(
      @ForAll Random random,
      @ForAll @IntRange(min = 3, max = 700) int length,
      @ForAll @IntRange(max = 40_000) int gap)
      throws IOException {
    byte[] data = new byte[2 * length + gap];
    random.nextBytes(data);
    System.arraycopy(data, 0, data, length + gap, length);
    assertThat(unpack(Gzip.of(data))).isEqualTo(data);
  }

  @Property(tries = 100)
  void runsUnpack(@ForAll @IntRange(max = 2000) int length, @ForAll byte value) throws IOException {
    byte[] data = new byte[length];
    Arrays.fill(data, value);
    byte[] packed = Gzip.of(data);
    assertThat(unpack(packed)).isEqualTo(data);
    assertThat(packed.length).isLessThan(45);
  }

  /** No time, no name, no operating system; "a" as a fixed code; CRC and length. */
  @Test
  void oneByteBecomesTheBytesOfTheSpecification() {
    assertThat(HexFormat.of().formatHex(Gzip.of(new byte[] {'a'})))
        .isEqualTo("1f8b08000000000000ff" + "4b0400" + "43beb7e8" + "01000000");
  }

  private static byte[] unpack(byte[] packed) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return in.readAllBytes();
    }
  }
}
