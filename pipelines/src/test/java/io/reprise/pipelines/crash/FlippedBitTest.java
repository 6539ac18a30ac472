package io.reprise.pipelines.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.cache.Verification;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.schemas.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that forgets: one bit of one file is another, and no time stamp tells. */
class FlippedBitTest {

  @TempDir Path folder;

  private TinyProject project;
  private RunManifest first;

  @BeforeEach
  void run() throws Exception {
    project = TinyProject.in(folder, new Disk());
    first = project.run();
    project.ageContents();
    project.run();
    assertThat(project.problems()).isEmpty();
    assertThat(Files.readString(folder.resolve("store/memo.tsv"))).contains("/objects/");
  }

  /** Objects, key records and manifests; what runs' folders show are links to the objects. */
  @Test
  void eachFlipInAnyFileIsFoundByVerify() throws Exception {
    List<Path> files = files("store/objects", "store/keys", "runs");
    Random random = new Random(3);
    for (int flip = 0; flip < 6 * files.size(); flip++) {
      Path file = files.get(flip % files.size());
      long bit = (long) (random.nextDouble() * Files.size(file) * 8);
      flip(file, bit);
      assertThat(project.problems()).as("%s, bit %d", file, bit).isNotEmpty();
      flip(file, bit);
    }
    assertThat(project.problems()).isEmpty();
  }

  @Test
  void runAfterVerifyRebuildsWhatWasFound() throws Exception {
    Random random = new Random(4);
    List<Path> files = files("store/objects", "store/keys");
    for (int round = 0; round < 12; round++) {
      Path file = files.get(random.nextInt(files.size()));
      flip(file, (long) (random.nextDouble() * Files.size(file) * 8));
      assertThat(project.problems()).as("%s", file).isNotEmpty();
      assertThat(TinyProject.digests(project.run())).isEqualTo(TinyProject.digests(first));
      project.repair(); // of earlier runs' links, and what no stage of this run reads
      assertThat(project.problems()).as("%s", file).isEmpty();
    }
  }

  /** Only what reads the bytes can find it; it makes nothing of them, and tells the next run. */
  @Test
  void stageThatReadsAFlippedBitFailsAndTheNextRunRebuilds() throws Exception {
    Path object = objectOf(project, "100"); // of f
    flip(object, 0); // to 000, which is a number, too
    project.replaceInPipeline("value: 14", "value: 16");
    RunManifest failed = project.run();
    assertThat(failed.stage("sum").orElseThrow().why())
        .containsExactly(
            object
                + " does not have the bytes that its name says, which the stage reads; run again,"
                + " and it will be made anew");
    RunManifest rebuilt = project.run();
    assertThat(rebuilt.stage("f").orElseThrow().why().get(0)).startsWith("damaged: ");
    assertThat(TinyProject.outcomes(rebuilt)).containsEntry("f", "ran").containsEntry("sum", "ran");
    TinyProject other = TinyProject.in(folder.resolve("other"), new Disk());
    other.replaceInPipeline("value: 14", "value: 16");
    assertThat(TinyProject.digests(rebuilt)).isEqualTo(TinyProject.digests(other.run()));
    assertThat(project.problems()).noneMatch(line -> line.contains("/objects/"));
  }

  private static Path objectOf(TinyProject project, String content) throws IOException {
    try (var store = project.openStore()) {
      return store.object(Digest.of(content)).toAbsolutePath();
    }
  }

  /** The memo is not checked, since it only saves time: a line that changed is not believed. */
  @Test
  void flippedMemoCostsTimeAndNothingElse() throws Exception {
    Path memo = folder.resolve("store/memo.tsv");
    Random random = new Random(5);
    for (int flip = 0; flip < 25; flip++) {
      flip(memo, (long) (random.nextDouble() * Files.size(memo) * 8));
      RunManifest run = project.run();
      assertThat(run.stages()).allMatch(stage -> stage.outcome().equals("cached"));
      assertThat(TinyProject.digests(run)).isEqualTo(TinyProject.digests(first));
    }
  }

  /** A change that moves the time stamp, as a program's writing does, needs no verify. */
  @Test
  void changedObjectIsFoundOnUse() throws Exception {
    for (Path object : files("store/objects")) {
      assertThat(object.toFile().setWritable(true)).isTrue();
      Files.writeString(object, "something else");
      assertThat(TinyProject.digests(project.run())).isEqualTo(TinyProject.digests(first));
      try (var store = project.openStore()) {
        assertThat(Verification.of(store).problems()).as("%s", object).isEmpty();
      }
    }
  }

  private List<Path> files(String... folders) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String name : folders) {
      try (Stream<Path> paths = Files.walk(folder.resolve(name))) {
        found.addAll(paths.filter(Files::isRegularFile).sorted(Comparator.naturalOrder()).toList());
      }
    }
    return found;
  }

  /** In place, behind the back of every time stamp. */
  private static void flip(Path file, long bit) throws IOException {
    boolean writable = file.toFile().canWrite();
    FileTime time = Files.getLastModifiedTime(file);
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) (bit / 8)] ^= (byte) (1 << (bit % 8));
    assertThat(file.toFile().setWritable(true)).isTrue();
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, time);
    assertThat(writable || file.toFile().setReadOnly()).isTrue();
  }
}
