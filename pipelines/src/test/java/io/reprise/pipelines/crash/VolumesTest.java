package io.reprise.pipelines.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.run.GarbageCollection;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Scratch folder and contents on two volumes, as when one of them is a link to another disk. */
class VolumesTest {

  private static final Path MEMORY = Path.of("/dev/shm");

  @TempDir Path folder;

  /** Between volumes there is no rename. */
  private static class TwoVolumes extends Disk {
    @Override
    public void move(Path from, Path to) throws IOException {
      if (isScratch(from) != isScratch(to)) {
        throw new AtomicMoveNotSupportedException(from.toString(), to.toString(), "other volume");
      }
      super.move(from, to);
    }

    private static boolean isScratch(Path path) {
      return path.toString().contains("/scratch/");
    }
  }

  @Test
  void publishingCopiesWhereItCannotRename() throws Exception {
    TinyProject project = TinyProject.in(folder.resolve("two"), new TwoVolumes());
    TinyProject one = TinyProject.in(folder.resolve("one"), new Disk());
    assertThat(TinyProject.digests(project.run())).isEqualTo(TinyProject.digests(one.run()));
    assertThat(project.problems()).isEmpty();
    assertThat(drafts()).isEmpty();
    try (Stream<Path> objects = Files.walk(project.folder().resolve("store/objects"))) {
      assertThat(objects.filter(Files::isRegularFile))
          .isNotEmpty()
          .noneMatch(object -> object.toFile().canWrite() && !isRoot());
    }
  }

  /**
   * Whatever volume the system's temporary files are on: what workers write stays on the store's.
   */
  @Test
  @EnabledIf("hasMemoryVolume")
  void whatWorkersWroteIsOnlyRenamed() throws Exception {
    Disk renaming =
        new Disk() {
          @Override
          public void copy(Path from, Path to) throws IOException {
            throw new IOException(from + " is copied to " + to);
          }
        };
    Path other = Files.createTempDirectory(MEMORY, "reprise-test-");
    try {
      RunManifest run = TinyProject.in(other, renaming).run();
      assertThat(run.status()).isEqualTo(RunManifest.Status.DONE);
    } finally {
      new Disk().deleteTree(other);
    }
  }

  static boolean hasMemoryVolume() throws IOException {
    return Files.isWritable(MEMORY)
        && !Files.getFileStore(MEMORY)
            .equals(Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir"))));
  }

  @Test
  void gcRemovesWhatAKilledCopyLeft() throws Exception {
    Disk full =
        new TwoVolumes() {
          @Override
          public void copy(Path from, Path to) throws IOException {
            super.copy(from, to);
            throw new IOException("No space left on device");
          }
        };
    TinyProject.in(folder, full).run();
    assertThat(drafts()).isNotEmpty();
    TinyProject project = TinyProject.in(folder, new Disk());
    assertThat(GarbageCollection.of(project.workspace(), 1, false)).isPresent();
    assertThat(drafts()).isEmpty();
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private List<Path> drafts() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(path -> path.getFileName().toString().startsWith("draft-")).toList();
    }
  }
}
