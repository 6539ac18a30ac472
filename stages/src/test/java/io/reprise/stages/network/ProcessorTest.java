package io.reprise.stages.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ProcessorTest {

  @TempDir Path root;

  @Test
  void isTheFirstThatLinuxTellsOf() throws IOException {
    write(
        "proc/cpuinfo",
        """
        processor\t: 0
        model name\t: A B: 2 GHz
        flags\t\t: fpu  avx2 fpu

        processor\t: 1
        model name\t: other
        flags\t\t: sse
        """);
    Processor processor = Processor.describedBy(root);
    assertThat(processor.model()).isEqualTo("A B: 2 GHz");
    assertThat(processor.flags()).containsExactlyInAnyOrder("fpu", "avx2");
  }

  @Test
  void hasItsCachesForDataByLevel() throws IOException {
    cache(0, "2", "Unified", "512K");
    cache(1, "1", "Instruction", "64K");
    cache(2, "1", "Data", "32K");
    cache(3, "3", "Unified", "32768K");
    assertThat(Processor.describedBy(root).caches()).isEqualTo("L1 32K, L2 512K, L3 32768K");
  }

  @Test
  void isUnknownWhereNothingIsTold() {
    Processor processor = Processor.describedBy(root);
    assertThat(processor.model()).isEqualTo("unknown");
    assertThat(processor.caches()).isEqualTo("unknown");
    assertThat(processor.flags()).isEmpty();
  }

  private void cache(int index, String level, String type, String size) throws IOException {
    String folder = "sys/devices/system/cpu/cpu0/cache/index" + index + "/";
    write(folder + "level", level + "\n");
    write(folder + "type", type + "\n");
    write(folder + "size", size + "\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
