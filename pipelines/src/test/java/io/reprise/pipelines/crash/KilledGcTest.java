package io.reprise.pipelines.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.pipelines.TestStages;
import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.run.GarbageCollection;
import io.reprise.pipelines.run.RunEvents;
import io.reprise.pipelines.run.RunRequest;
import io.reprise.schemas.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A gc that ends after any of its steps leaves what the kept run needs, and no half of the rest.
 */
class KilledGcTest {

  @TempDir Path folder;

  @Test
  void anyNumberOfStepsLeavesAWholeStore() throws Exception {
    Path original = folder.resolve("original");
    TinyProject project = TinyProject.in(original, new Disk());
    RunManifest gone = project.run();
    Path pipeline = original.resolve("p.yaml");
    Files.writeString(pipeline, Files.readString(pipeline).replace("value: 14", "value: 20"));
    RunManifest kept = project.run();
    boolean finished = false;
    int steps = 0;
    while (!finished) {
      Path copy = folder.resolve("killed-after-" + steps);
      copy(original, copy);
      finished = clear(copy, steps);
      expectWhole(copy, kept, steps);
      steps++;
    }
    assertThat(steps).isGreaterThan(10);
    assertThat(project.runs().ids()).contains(gone.id()); // of the original, which nobody touched
  }

  /** A version is forgotten by writing its record anew, for which there is no room. */
  @Test
  void fullDiskHasRoomAgainBeforeAnythingIsWritten() throws Exception {
    TinyProject project = TinyProject.in(folder, new Disk());
    project.run();
    Path pipeline = folder.resolve("p.yaml");
    Files.writeString(pipeline, Files.readString(pipeline).replace("value: 14", "value: 20"));
    project.run();
    TestStages.DRIFT.set(1);
    try {
      project
          .runner()
          .run(
              project.plan(),
              RunRequest.of(Set.copyOf(project.plan().names())).forcing(Set.of("a")),
              RunEvents.NONE);
    } finally {
      TestStages.DRIFT.set(0);
    }
    Path dropped = object("14");
    Path former = object("20");
    assertThat(List.of(dropped, former)).allMatch(Files::exists);
    assertThatThrownBy(
            () ->
                GarbageCollection.of(TinyProject.in(folder, new FullDisk()).workspace(), 1, false))
        .hasMessage("No space left on device");
    assertThat(dropped).doesNotExist();
    assertThat(former).as("what a record still names").exists();
    assertThat(project.problems()).isEmpty();
    assertThat(GarbageCollection.of(project.workspace(), 1, false)).isPresent();
    assertThat(former).doesNotExist();
    assertThat(project.problems()).isEmpty();
  }

  private Path object(String text) throws IOException {
    try (var store = TinyProject.in(folder, new Disk()).openStore()) {
      return store.object(Digest.of(text));
    }
  }

  private static final class FullDisk extends Disk {
    @Override
    public void write(Path file, byte[] content) throws IOException {
      throw new IOException("No space left on device");
    }
  }

  /** Whether it came to its end within that number of steps. */
  private static boolean clear(Path project, int steps) throws IOException {
    int[] done = {0};
    Disk dying =
        new StepDisk() {
          @Override
          void step(String kind, Path path, Begin amidst) {
            if (kind.equals("folder")) {
              return; // making one that is there is no step
            }
            if (done[0]++ == steps) {
              throw new Killed();
            }
          }
        };
    try {
      return GarbageCollection.of(TinyProject.in(project, dying).workspace(), 1, false).isPresent();
    } catch (Killed e) {
      return false;
    }
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static void expectWhole(Path folder, RunManifest kept, int steps) throws Exception {
    TinyProject project = TinyProject.in(folder, new Disk());
    assertThat(project.problems()).as("after %d steps", steps).isEmpty();
    assertThat(project.runs().ids()).as("after %d steps", steps).contains(kept.id());
    if (steps % 5 == 0) { // a run takes its time
      RunManifest run = project.run();
      assertThat(run.stages()).allMatch(stage -> stage.outcome().equals("cached"));
      assertThat(TinyProject.digests(run)).isEqualTo(TinyProject.digests(kept));
    }
    assertThat(GarbageCollection.of(project.workspace(), 1, false)).isPresent();
    GarbageCollection rest = GarbageCollection.of(project.workspace(), 1, true).orElseThrow();
    assertThat(rest.sweep().isEmpty()).as("after %d steps", steps).isTrue();
    assertThat(project.runs().ids()).as("after %d steps", steps).hasSize(1);
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(from)) {
      paths = walk.toList();
    }
    for (Path path : paths) {
      Files.copy(
          path, to.resolve(from.relativize(path).toString()), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }
}
