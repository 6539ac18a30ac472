package io.reprise.stages.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageFilesTest {

  @TempDir Path folder;

  @Test
  void fillerThatFailsLeavesNothing() {
    String uri = folder.resolve("a.bin").toString();
    assertThatThrownBy(
            () ->
                StageFiles.write(
                    uri,
                    out -> {
                      out.write(1);
                      throw new IOException("full");
                    }))
        .hasMessage("full")
        .hasNoSuppressedExceptions();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void pathIsNoGlob() throws IOException {
    Files.writeString(folder.resolve("a1"), "");
    assertThat(StageFiles.exists(folder.resolve("a1").toString())).isTrue();
    assertThat(StageFiles.exists(folder.resolve("a[1]").toString())).isFalse();
    StageFiles.writeText(folder.resolve("a[1]").toString(), "x");
    assertThat(StageFiles.readText(folder.resolve("a[1]").toString())).isEqualTo("x");
    assertThat(StageFiles.exists(folder.resolve("a[1]").toString())).isTrue();
  }
}
