package io.reprise.pipelines.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.schemas.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMemoTest {

  private static final FileTime LONG_AGO = FileTime.fromMillis(1_600_000_000_000L);

  @TempDir Path folder;

  /** As {@code cp -p} and {@code rsync -t --inplace} do it: in place, with the source's time. */
  @Test
  void otherContentWithTheSameTimeStampIsSeen() throws Exception {
    Path file = write("data A");
    FileMemo memo = memo();
    Thread.sleep(2_100); // until it may be remembered
    assertThat(memo.digestOutside(file)).isEqualTo(Digest.of("data A"));
    write("data B");
    assertThat(memo.digestOutside(file)).isEqualTo(Digest.of("data B"));
  }

  @Test
  void linkToAnObjectCostsNoReading() throws Exception {
    Path file = write("data A");
    FileMemo memo = memo();
    memo.digest(file);
    Files.createLink(folder.resolve("link"), file);
    write("data B"); // in good faith nobody does
    assertThat(memo.digest(file)).isEqualTo(Digest.of("data A"));
  }

  private Path write(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("d.csv"), text);
    return Files.setLastModifiedTime(file, LONG_AGO);
  }

  private FileMemo memo() {
    return new FileMemo(folder.resolve("memo.tsv"), new TemporaryFiles(new Disk(), folder));
  }
}
