package io.reprise.stages.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@EnabledOnOs(OS.LINUX)
class NativeMemoryTest {

  private static final int ARRAYS = 50;
  private static final int FLOATS = 1 << 20;

  @Test
  void closedArraysGoBackToTheSystem() throws IOException {
    try (NativeThreads.Lease lease = NativeThreads.lease(1)) {
      List<INDArray> arrays = new ArrayList<>();
      for (int i = 0; i < ARRAYS; i++) {
        arrays.add(Nd4j.valueArrayOf(new long[] {FLOATS}, 1f, DataType.FLOAT));
      }
      long held = residentMegabytes();
      arrays.forEach(INDArray::close);
      NativeMemory.release();
      assertThat(residentMegabytes()).isLessThan(held - 4 * ARRAYS * 3 / 4);
    }
  }

  /** Not of files: what this process alone has. */
  private static long residentMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status"), StandardCharsets.UTF_8).stream()
        .filter(line -> line.startsWith("RssAnon:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }
}
