package io.reprise.stages.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.digest.Digest;
import io.reprise.stages.TrialFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptTest {

  @TempDir Path folder;

  @Test
  void fileIsWhatWasWritten() throws IOException {
    Attempt attempt = attempt();
    try (OutputStream out = attempt.create("t", "a/b.bin")) {
      out.write('x');
      out.write(new byte[] {'-', 'y', 'z', '-'}, 1, 2);
    }
    WrittenFile file = attempt.files().get(0);
    assertThat(attempt.files()).hasSize(1);
    assertThat(file.path()).isEqualTo("out/t/a/b.bin");
    assertThat(file.digest()).isEqualTo(Digest.of("xyz"));
    assertThat(file.bytes()).isEqualTo(3);
    assertThat(Path.of(file.uri())).hasContent("xyz");
  }

  @Test
  void triesOfOneTaskDoNotMeet() throws IOException {
    Attempt first = attempt();
    Attempt second = attempt();
    first.writeText("t", "a", "1");
    second.writeText("t", "a", "2");
    assertThat(Path.of(first.files().get(0).uri())).hasContent("1");
    assertThat(Path.of(second.files().get(0).uri())).hasContent("2");
  }

  @Test
  void fileIsNotWrittenBeforeItIsClosed() throws IOException {
    Attempt attempt = attempt();
    try (OutputStream out = attempt.create("t", "a")) {
      out.write(1);
      assertThatThrownBy(attempt::files).hasMessage("a file is not closed");
    }
    assertThat(attempt.files()).hasSize(1);
  }

  @Test
  void failureOfTheFillerIsPassedOn() {
    Attempt attempt = attempt();
    assertThatThrownBy(
            () ->
                attempt.write(
                    "t",
                    "a",
                    out -> {
                      throw new IOException("full");
                    }))
        .hasMessage("full");
    assertThatThrownBy(attempt::files).hasMessage("the writing of t/a has failed");
  }

  @Test
  void pathIsWrittenOnceAndLeadsNowhereElse() throws IOException {
    Attempt attempt = attempt();
    attempt.writeText("t", "a", "1");
    assertThatThrownBy(() -> attempt.writeText("t", "a", "2"))
        .hasMessage("it has written out/t/a already");
    for (String name : List.of("../b", "./b", "c//b", "")) {
      assertThatThrownBy(() -> attempt.writeText("t", name, ""))
          .hasMessageStartingWith("not the path of a file below an output");
    }
  }

  @Test
  void warningsAreAFileOfLinesOrNone() throws IOException {
    Attempt attempt = attempt();
    attempt.warn("none", List.of());
    attempt.warn("some", List.of("one", "two"));
    assertThat(attempt.files())
        .extracting(WrittenFile::path)
        .containsExactly("out/warnings/some.txt");
    assertThat(Files.readString(Path.of(attempt.files().get(0).uri()))).isEqualTo("one\ntwo\n");
  }

  private Attempt attempt() {
    return new Attempt(TrialFiles.context(folder));
  }
}
