package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressNoteTest {

  @TempDir Path folder;

  @Test
  void knownTotalIsABarWithTheRate() throws IOException {
    assertThat(note("30\t120\timages\tloss 0.5"))
        .isEqualTo("█████░░░░░░░░░░░░░░░  25 %  15 images/s  loss 0.5");
  }

  @Test
  void unknownTotalIsTheNoteAlone() throws IOException {
    assertThat(note("30\t0\tlines\tepoch 3 of 5")).isEqualTo("epoch 3 of 5");
  }

  private String note(String progress) throws IOException {
    return ProgressNote.read(Files.writeString(folder.resolve("progress.txt"), progress), 2);
  }
}
