package io.reprise.pipelines.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.run.GarbageCollection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed at any moment leaves a store from which the next run goes on. */
class KilledRunTest {

  private static final int SIGKILL = 128 + 9;

  @TempDir Path folder;

  /** Every kind of step on every kind of file, before it and, where it has one, in its middle. */
  @Test
  void killAtEachKindOfStepLosesNothing() throws Exception {
    Set<String> kinds = kinds();
    assertThat(kinds)
        .contains("write draft", "sync draft", "move objects", "move keys", "move run.json")
        .contains("sync objects", "sync keys", "link runs", "delete scratch", "read-only draft");
    Map<String, String> undisturbed = digests("undisturbed");
    List<Callable<Void>> kills = new ArrayList<>();
    for (String kind : kinds) {
      boolean whole = kind.startsWith("folder ") || kind.startsWith("sync "); // to a kill
      for (String when : whole ? List.of("before") : List.of("before", "amidst")) {
        kills.add(
            () -> {
              killAt(kind, when, undisturbed);
              return null;
            });
      }
    }
    inParallel(kills);
  }

  private void killAt(String kind, String when, Map<String, String> undisturbed) throws Exception {
    String name = (kind + " " + when).replace(' ', '-');
    Path project = TinyProject.in(folder.resolve(name), new Disk()).folder();
    Process child = ChildRun.start(project, kind, when);
    assertThat(child.waitFor()).as(name).isEqualTo(SIGKILL);
    expectEqualAfter(name, undisturbed);
  }

  private static void inParallel(List<Callable<Void>> tasks) throws Exception {
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      for (Future<Void> task : threads.invokeAll(tasks)) {
        task.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void killAtAnyMomentLosesNothing() throws Exception {
    Map<String, String> undisturbed = digests("undisturbed");
    Random random = new Random(27);
    for (int kill = 0; kill < 6; kill++) {
      Path project = TinyProject.in(folder.resolve("random-" + kill), new Disk()).folder();
      Process child = ChildRun.start(project);
      child.waitFor(random.nextInt(1_500), TimeUnit.MILLISECONDS);
      child.destroyForcibly().waitFor();
      expectEqualAfter("random-" + kill, undisturbed);
    }
  }

  private Map<String, String> digests(String name) throws Exception {
    return TinyProject.digests(TinyProject.in(folder.resolve(name), new Disk()).run());
  }

  private void expectEqualAfter(String name, Map<String, String> undisturbed) throws Exception {
    TinyProject project = TinyProject.in(folder.resolve(name), new Disk());
    assertThat(project.runs().ids().stream().map(id -> project.runs().read(id).status()))
        .as(name)
        .doesNotContain(RunManifest.Status.RUNNING);
    RunManifest run = project.run();
    assertThat(run.status()).as(name).isEqualTo(RunManifest.Status.DONE);
    assertThat(TinyProject.digests(run)).as(name).isEqualTo(undisturbed);
    assertThat(project.problems()).as(name).isEmpty();
    assertThat(project.folder().resolve("store/scratch")).as(name).isEmptyDirectory();
    assertThat(GarbageCollection.of(project.workspace(), 1, true).orElseThrow().sweep().leftovers())
        .as(name)
        .isEmpty();
  }

  /** Each kind of step on each kind of file, in a run that nobody disturbs. */
  private Set<String> kinds() throws Exception {
    Set<String> kinds = Collections.synchronizedSet(new LinkedHashSet<>());
    Path project = folder.resolve("counted");
    StepDisk counting =
        new StepDisk() {
          @Override
          void step(String kind, Path path, Begin amidst) {
            kinds.add(kind + " " + area(project, path));
          }
        };
    TinyProject.in(project, counting).run();
    return kinds;
  }

  /** What is left behind by a process that died goes with the next run, not only by gc. */
  @Test
  void nextRunClearsTheScratchFolder() throws IOException, InterruptedException {
    TinyProject project = TinyProject.in(folder, new Disk());
    project.run();
    Path left = Files.createDirectories(folder.resolve("store/scratch/draft-1")).resolve("x");
    Files.writeString(left, "half");
    try (Store store = project.openStore();
        var use = store.lockShared(() -> {})) {
      assertThat(folder.resolve("store/scratch")).isEmptyDirectory();
      Files.createDirectories(left.getParent());
      try (Store another = project.openStore();
          var alsoUse = another.lockShared(() -> {})) {
        assertThat(left.getParent()).as("a living one's").isDirectory();
      }
    }
  }

  @Test
  void killedStageKeepsWhatItCouldGoOnFrom() throws Exception {
    TinyProject project = TinyProject.in(folder, new Disk());
    assertThat(ChildRun.start(folder, "move objects", "before").waitFor()).isEqualTo(SIGKILL);
    StageEntry working = project.runs().read(project.runs().ids().get(0)).stage("a").orElseThrow();
    assertThat(working.outcome()).isEqualTo("running");
    Path checkpoint = folder.resolve("store/checkpoints/" + working.key() + "/epoch");
    Files.createDirectories(checkpoint.getParent());
    Files.writeString(checkpoint, "3");
    assertThat(GarbageCollection.of(project.workspace(), 1, false)).isPresent();
    assertThat(checkpoint).exists();
    assertThat(GarbageCollection.of(project.workspace(), 0, false)).isPresent();
    assertThat(checkpoint).doesNotExist();
  }
}
