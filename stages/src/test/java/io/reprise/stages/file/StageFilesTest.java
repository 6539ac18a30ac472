package io.reprise.stages.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.stages.StageTrial;
import io.reprise.stages.spi.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
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
    assertThat(StageFiles.readText(file("a[1]"))).isEqualTo("x");
    assertThat(StageFiles.exists(folder.resolve("a[1]").toString())).isTrue();
  }

  @Test
  void fileThatChangedSinceItsDigestWasTakenIsNotRead() throws IOException {
    StoredFile file = changedFile();
    assertThatThrownBy(() -> StageFiles.readBytes(file))
        .isInstanceOf(ChangedFileException.class)
        .hasMessage(
            file.uri()
                + " was changed while the stage read it; run it again when nobody writes to the"
                + " file");
  }

  @Test
  void fileThatIsReadInPartIsCheckedWholeWhenItIsClosed() throws IOException {
    InputStream in = StageFiles.open(changedFile());
    assertThat(in.read()).isEqualTo('a');
    assertThat(in.skip(2)).isEqualTo(2);
    assertThatThrownBy(in::close).isInstanceOf(ChangedFileException.class);
    in.close(); // once is enough
    try (InputStream unchanged = StageFiles.open(file("a"))) {
      assertThat(unchanged.read()).isEqualTo('a');
      assertThat(unchanged.skip(2)).isEqualTo(2);
      assertThat(unchanged.read()).isEqualTo(' ');
    }
  }

  @Test
  void fileThatIsReadFromItsMiddleIsCheckedFirst() throws IOException {
    StoredFile changed = changedFile();
    assertThatThrownBy(() -> StageFiles.openSeekable(changed))
        .isInstanceOf(ChangedFileException.class);
    try (SeekableByteChannel channel = StageFiles.openSeekable(file("a"))) {
      assertThat(channel.position()).isZero();
      channel.position(7);
      assertThat(Channels.newInputStream(channel).readAllBytes()).isEqualTo(bytes("x"));
    }
  }

  /** The last byte is another than when it was digested. */
  private StoredFile changedFile() throws IOException {
    Files.write(folder.resolve("a"), bytes("all of z"));
    StoredFile file = file("a");
    Files.write(folder.resolve("a"), bytes("all of x"));
    return file;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private StoredFile file(String name) {
    return StageTrial.file(name, folder.resolve(name));
  }
}
