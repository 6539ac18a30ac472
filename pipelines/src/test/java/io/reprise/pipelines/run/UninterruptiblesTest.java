package io.reprise.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.pipelines.cache.Disk;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UninterruptiblesTest {

  @TempDir Path folder;

  /** Without it, the first write of an interrupted thread closes its own file. */
  @Test
  void interruptedThreadStillPublishes() throws IOException {
    Path file = folder.resolve("file");
    Thread.currentThread().interrupt();
    Path written =
        Uninterruptibles.run(
            () -> {
              new Disk().replace(file, new byte[] {1}, folder.resolve("draft"));
              return file;
            });
    assertThat(Thread.interrupted()).as("noticed afterwards").isTrue();
    assertThat(written).hasBinaryContent(new byte[] {1});
  }

  @Test
  void failureIsThatOfTheWork() {
    assertThatThrownBy(
            () ->
                Uninterruptibles.run(
                    () -> {
                      throw new IOException("no room");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("no room");
  }
}
