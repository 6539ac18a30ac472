package io.reprise.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FullDiskMessageTest {

  private static final String FULL = "No space left on device";

  @Test
  void plainFailureKnowsNoFile() {
    assertThat(FullDisk.message(new UncheckedIOException(new IOException(FULL))))
        .startsWith("the disk is full: what is finished is kept; make room, for example");
  }

  @Test
  void fileThatIsWrittenIsNamed() {
    assertThat(FullDisk.message(new FileSystemException("/from/a", "/elsewhere/b", FULL)))
        .startsWith("the disk is full: /elsewhere/b cannot be written: ")
        .contains("./reprise gc");
  }

  @Test
  void temporaryFileMayBeOnAnotherDisk() {
    String file = Path.of(System.getProperty("java.io.tmpdir")).resolve("x").toString();
    assertThat(FullDisk.message(new FileSystemException(file, null, FULL)))
        .contains(file, "-Djava.io.tmpdir=DIR")
        .doesNotContain("./reprise gc");
  }
}
