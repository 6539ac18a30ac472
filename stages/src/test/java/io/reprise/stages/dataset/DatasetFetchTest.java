package io.reprise.stages.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DatasetFetchTest {

  private static final byte[] CONTENT = new byte[300_000];

  static {
    new Random(1).nextBytes(CONTENT);
  }

  @TempDir Path folder;

  private FileServer server;
  private final List<Long> progress = new ArrayList<>();
  private final DatasetFetch fetch =
      new DatasetFetch(
          new Download(Duration.ofMillis(1), Duration.ofSeconds(10)),
          (file, done, total) -> progress.add(done));

  @BeforeEach
  void serve() throws IOException {
    server = new FileServer(CONTENT);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void downloadsAndThenLeavesAlone() throws Exception {
    assertThat(fetch.fromAddresses(dataset()))
        .containsExactly(new Fetched("a.idx", Fetched.Way.DOWNLOADED, CONTENT.length));
    assertThat(file("a.idx")).hasBinaryContent(CONTENT);
    assertThat(progress).isSorted().endsWith((long) CONTENT.length);
    assertThat(fetch.fromAddresses(dataset()))
        .containsExactly(new Fetched("a.idx", Fetched.Way.ALREADY_HERE, CONTENT.length));
    assertThat(server.ranges()).hasSize(1);
  }

  @Test
  void goesOnWhereTheConnectionBroke() throws Exception {
    server.breakAfter = 100_000;
    fetch.fromAddresses(dataset());
    assertThat(file("a.idx")).hasBinaryContent(CONTENT);
    // The client may lose what had arrived but was not yet read when the connection broke.
    assertThat(server.ranges()).hasSizeBetween(3, 5).startsWith("");
    assertThat(server.ranges().stream().skip(1))
        .allMatch(range -> range.matches("bytes=[1-9]\\d+-"));
  }

  @Test
  void serverThatStallsCountsAsBroken() throws Exception {
    server.breakAfter = 100_000;
    server.stallsOnce = true;
    new DatasetFetch(
            new Download(Duration.ofMillis(1), Duration.ofSeconds(2)), (file, done, total) -> {})
        .fromAddresses(dataset());
    assertThat(file("a.idx")).hasBinaryContent(CONTENT);
    assertThat(server.ranges().get(1)).matches("bytes=[1-9]\\d+-");
  }

  @Test
  void goesOnFromWhatAnEarlierProcessLeft() throws Exception {
    Files.createDirectories(folder.resolve("tiny"));
    Files.write(file("a.idx.part"), Arrays.copyOf(CONTENT, 1234));
    fetch.fromAddresses(dataset());
    assertThat(file("a.idx")).hasBinaryContent(CONTENT);
    assertThat(server.ranges()).containsExactly("bytes=1234-");
    assertThat(file("a.idx.part")).doesNotExist();
  }

  @Test
  void serverThatIgnoresRangesSendsAllOfItAgain() throws Exception {
    Files.createDirectories(folder.resolve("tiny"));
    Files.write(file("a.idx.part"), Arrays.copyOf(CONTENT, 1234));
    server.ignoresRanges = true;
    fetch.fromAddresses(dataset());
    assertThat(file("a.idx")).hasBinaryContent(CONTENT);
  }

  @Test
  void partThatIsTooLongIsFetchedAnew() throws Exception {
    Files.createDirectories(folder.resolve("tiny"));
    Files.write(file("a.idx.part"), new byte[CONTENT.length + 1]);
    fetch.fromAddresses(dataset());
    assertThat(file("a.idx")).hasBinaryContent(CONTENT);
  }

  @Test
  void connectionThatNeverGetsAnywhereIsGivenUpAndKeepsThePart() throws Exception {
    server.breakAfter = 0;
    Files.createDirectories(folder.resolve("tiny"));
    Files.write(file("a.idx.part"), Arrays.copyOf(CONTENT, 1234));
    assertThatThrownBy(() -> fetch.fromAddresses(dataset()))
        .isInstanceOf(ReportedException.class)
        .hasMessageStartingWith(server.url() + " broke off after 1,234 of 300,000 bytes (")
        .hasMessageEndingWith("); run the same command again to go on from there");
    assertThat(server.ranges()).hasSize(3);
    assertThat(file("a.idx.part")).hasSize(1234);
    assertThat(file("a.idx")).doesNotExist();
  }

  @Test
  void wrongBytesAreThrownAway() throws Exception {
    byte[] other = CONTENT.clone();
    other[17]++;
    Dataset expectsOther = dataset(Digest.of(other));
    assertThatThrownBy(() -> fetch.fromAddresses(expectsOther))
        .isInstanceOf(ReportedException.class)
        .hasMessage(
            server.url()
                + " has SHA-256 "
                + Digest.of(CONTENT)
                + " where "
                + Digest.of(other)
                + " is expected; it was thrown away, so try again, or get it elsewhere");
    assertThat(folder.resolve("tiny")).isEmptyDirectory();
  }

  @Test
  void wrongBytesLeaveTheOldFileAlone() throws Exception {
    Files.createDirectories(folder.resolve("tiny"));
    Files.writeString(file("a.idx"), "old");
    Dataset expectsOther = dataset(Digest.of("other"));
    assertThatThrownBy(() -> fetch.fromAddresses(expectsOther))
        .isInstanceOf(ReportedException.class);
    assertThat(file("a.idx")).hasContent("old");
  }

  @Test
  void missingPageIsSaid() {
    server.status = 404;
    assertThatThrownBy(() -> fetch.fromAddresses(dataset()))
        .isInstanceOf(ReportedException.class)
        .hasMessage(server.url() + " cannot be had: the server answers with status 404");
    assertThat(server.ranges()).hasSize(1);
  }

  @Test
  void twoAtOnceDoNotWriteOneFile() throws Exception {
    Files.createDirectories(folder.resolve("tiny"));
    try (FileChannel other =
            FileChannel.open(
                file("a.idx.part"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = other.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(() -> fetch.fromAddresses(dataset()))
          .hasMessage(file("a.idx.part") + " is being written by another process; wait for it");
    }
  }

  @Test
  void copiesFromAFolder() throws Exception {
    Path usb = Files.createDirectory(folder.resolve("usb"));
    assertThatThrownBy(() -> fetch.fromFolder(dataset(), usb))
        .hasMessage(usb + " has no file a.idx, which tiny needs");
    Files.write(usb.resolve("a.idx"), CONTENT);
    assertThat(fetch.fromFolder(dataset(), usb))
        .containsExactly(new Fetched("a.idx", Fetched.Way.COPIED, CONTENT.length));
    assertThat(file("a.idx")).hasBinaryContent(CONTENT);
    assertThat(server.ranges()).isEmpty();
  }

  @Test
  void copiesRealFoldersOfImages() throws Exception {
    Files.writeString(
        folder.resolve("pictures.yaml"),
        """
        dataset: pictures
        shape: { height: 2, width: 3, channels: 1 }
        classes: [cat]
        format: image-folders
        splits: { train: { folder: train } }
        """);
    Dataset pictures = new Catalogue(folder).find("pictures", folder);
    Path usb = folder.resolve("usb");
    Files.createDirectories(usb.resolve("train/cat"));
    Files.write(usb.resolve("train/cat/1.png"), CONTENT);
    Files.createDirectories(folder.resolve("pictures/train.part/dog"));
    assertThat(fetch.fromFolder(pictures, usb))
        .containsExactly(new Fetched("train", Fetched.Way.COPIED, CONTENT.length));
    assertThat(folder.resolve("pictures/train/cat/1.png")).hasBinaryContent(CONTENT);
    assertThat(folder.resolve("pictures/train/dog")).doesNotExist();
    assertThat(fetch.fromFolder(pictures, usb).get(0).way()).isEqualTo(Fetched.Way.ALREADY_HERE);
  }

  @Test
  void copyOfWrongBytesIsThrownAway() throws Exception {
    Path usb = Files.createDirectory(folder.resolve("usb"));
    Files.write(usb.resolve("a.idx"), Arrays.copyOf(CONTENT, 7));
    assertThatThrownBy(() -> fetch.fromFolder(dataset(), usb))
        .hasMessage(
            usb.resolve("a.idx")
                + " has 7 bytes where 300,000 are expected;"
                + " it was thrown away, so try again, or get it elsewhere");
    assertThat(usb.resolve("a.idx")).hasSize(7);
    assertThat(folder.resolve("tiny")).isEmptyDirectory();
  }

  private Path file(String name) {
    return folder.resolve("tiny").resolve(name);
  }

  private Dataset dataset() throws IOException {
    return dataset(Digest.of(CONTENT));
  }

  private Dataset dataset(Digest sha256) throws IOException {
    Files.writeString(
        folder.resolve("tiny.yaml"),
        String.format(
            Locale.ROOT,
            """
        dataset: tiny
        shape: { height: 2, width: 2, channels: 1 }
        classes: [a, b]
        format: idx
        splits: { train: { images: a.idx, labels: a.idx } }
        files: { a.idx: { url: "%s", sha256: %s, bytes: %d } }
        """,
            server.url(),
            sha256,
            CONTENT.length));
    return new Catalogue(folder).find("tiny", folder);
  }
}
