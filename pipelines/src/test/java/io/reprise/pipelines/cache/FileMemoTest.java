package io.reprise.pipelines.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reprise.schemas.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMemoTest {

  private static final FileTime LONG_AGO = FileTime.fromMillis(1_600_000_000_000L);

  private static final Duration LATER = Duration.ofSeconds(70);

  @TempDir Path folder;

  /** As {@code cp -p} and {@code rsync -t --inplace} do it: in place, with the source's time. */
  @Test
  void otherContentWithTheSameTimeStampIsSeen() throws Exception {
    Path file = write("data A");
    FileMemo memo = memo(LATER);
    assertThat(memo.digestOutside(file)).isEqualTo(Digest.of("data A"));
    write("data B");
    assertThat(memo.digestOutside(file)).isEqualTo(Digest.of("data B"));
  }

  @Test
  void linkToAnObjectCostsNoReading() throws Exception {
    Path file = write("data A");
    FileMemo memo = memo(Duration.ZERO);
    memo.digest(file);
    Files.createLink(folder.resolve("link"), file);
    write("data B"); // in good faith nobody does
    assertThat(memo.digest(file)).isEqualTo(Digest.of("data A"));
  }

  private Path write(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("d.csv"), text);
    return Files.setLastModifiedTime(file, LONG_AGO);
  }

  /** As after a write by {@code mmap}: other bytes under the time stamps that the file had. */
  @Test
  void fileOutsideIsNotRememberedWithinAMinuteOfItsChange() throws Exception {
    Path file = write("data A");
    assertThat(isRemembered(file, Duration.ofSeconds(50))).isFalse();
    assertThat(isRemembered(file, LATER)).isTrue();
  }

  /** The time that the system notes decides, which is not in the future. */
  @Test
  void fileFromTheFutureIsRemembered() throws Exception {
    Path file = write("data A");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2200-01-01T00:00:00Z")));
    assertThat(isRemembered(file, LATER)).isTrue();
  }

  /** What is written there through {@code mmap} never gets another time stamp. */
  @Test
  void fileInMemoryIsNotRemembered() throws Exception {
    Path memory = Path.of("/dev/shm");
    assumeTrue(
        Files.isWritable(memory) && Files.getFileStore(memory).type().equals("tmpfs"), "no tmpfs");
    Path file = Files.createTempFile(memory, "memo", ".csv");
    try {
      assertThat(isRemembered(file, LATER)).isFalse();
    } finally {
      Files.delete(file);
    }
  }

  private boolean isRemembered(Path file, Duration later) throws IOException {
    Files.deleteIfExists(folder.resolve("memo.tsv"));
    FileMemo memo = memo(later);
    memo.digestOutside(file);
    memo.save();
    return Files.exists(folder.resolve("memo.tsv"));
  }

  private FileMemo memo(Duration later) {
    return new FileMemo(
        folder.resolve("memo.tsv"),
        new TemporaryFiles(new Disk(), folder),
        Clock.offset(Clock.systemUTC(), later));
  }
}
