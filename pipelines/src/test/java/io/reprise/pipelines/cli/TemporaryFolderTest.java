package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {

  private static final Instant LATER = Instant.now().plusSeconds(3600);

  @TempDir Path parent;

  @Test
  void folderOfAProcessAtWorkStays() throws IOException {
    Path folder = TemporaryFolder.in(parent);
    TemporaryFolder.removeAbandoned(parent, LATER);
    assertThat(folder).exists();
  }

  @Test
  void folderGoesWithItsProcess() throws Exception {
    Process process = start("end");
    assertThat(process.waitFor()).isZero();
    assertThat(parent.resolve("made")).exists();
    Files.delete(parent.resolve("made"));
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void folderOfAKilledProcessGoesLater() throws Exception {
    Process process = start("wait");
    while (!Files.exists(parent.resolve("made"))) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    TemporaryFolder.removeAbandoned(parent, LATER);
    assertThat(folders()).isEqualTo(1);
    process.destroyForcibly().waitFor();
    TemporaryFolder.removeAbandoned(parent, Instant.EPOCH);
    assertThat(folders()).isEqualTo(1);
    TemporaryFolder.removeAbandoned(parent, LATER);
    assertThat(folders()).isZero();
  }

  @Test
  void foldersOfOthersStay() throws IOException {
    Path other = Files.createDirectory(parent.resolve("reprise-notes"));
    TemporaryFolder.removeAbandoned(parent, LATER);
    assertThat(other).exists();
  }

  private long folders() throws IOException {
    try (var files = Files.list(parent)) {
      return files.filter(Files::isDirectory).count();
    }
  }

  private Process start(String what) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path").replace("\n", File.pathSeparator),
            Maker.class.getName(),
            parent.toString(),
            what)
        .inheritIO()
        .start();
  }

  /** Makes a folder with a file, and ends or waits. */
  static final class Maker {

    private Maker() {}

    public static void main(String[] arguments) throws Exception {
      Path parent = Path.of(arguments[0]);
      Files.createFile(TemporaryFolder.in(parent).resolve("file"));
      Files.createFile(parent.resolve("made"));
      if (arguments[1].equals("wait")) {
        TimeUnit.MINUTES.sleep(1);
      }
    }
  }
}
