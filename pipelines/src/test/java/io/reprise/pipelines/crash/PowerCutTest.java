package io.reprise.pipelines.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.TestStages;
import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.cache.Lookup;
import io.reprise.pipelines.cache.SharedExclusiveLock;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.cache.Verification;
import io.reprise.pipelines.crash.DiskLog.Promise;
import io.reprise.pipelines.crash.PowerCut.Loss;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.run.GarbageCollection;
import io.reprise.pipelines.run.Outcome;
import io.reprise.pipelines.run.RunEvents;
import io.reprise.pipelines.run.RunFiles;
import io.reprise.pipelines.run.RunRequest;
import io.reprise.schemas.digest.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power goes at any moment, and takes what was not synced: what had been said to be done is
 * there, and nothing that is there is wrong. {@code -Dreprise.powerCuts=10000} tries that many
 * random losses for each of the works below, beside three losses after every step.
 */
class PowerCutTest {

  private static final int CUTS = Integer.getInteger("reprise.powerCuts", 200);
  private static final int RERUNS = 2;

  @TempDir Path folder;

  /** A result that is published. */
  private record Published(Digest key) {}

  /** A run that is done. */
  private record Done(String run) {}

  @AfterEach
  void driftNoMore() {
    TestStages.DRIFT.set(0);
  }

  @Test
  void runLosesNothingThatItPublished() throws Exception {
    DiskLog log = new DiskLog(folder.resolve("project"));
    run(TinyProject.in(log.root(), log), log);
    check(log, true);
  }

  /** Over a memo that remembers the first run's contents. */
  @Test
  void laterRunLosesNothingThatItPublished() throws Exception {
    TinyProject project = TinyProject.in(folder.resolve("project"), new Disk());
    project.run();
    project.ageContents();
    value(project, 20);
    DiskLog log = new DiskLog(project.folder());
    run(TinyProject.in(project.folder(), log), log);
    assertThat(Files.readString(project.folder().resolve("store/memo.tsv"))).contains("/objects/");
    check(log, true);
  }

  @Test
  void runWithASharedStoreLosesNothingThatItGot() throws Exception {
    Path shared = folder.resolve("shared");
    TinyProject.in(folder.resolve("one"), new Disk()).sharing(shared).run();
    DiskLog log = new DiskLog(folder.resolve("project"));
    run(TinyProject.in(log.root(), log).sharing(shared), log);
    check(log, true);
  }

  @Test
  void gcLosesNothingThatAKeptRunNeeds() throws Exception {
    TinyProject project = TinyProject.in(folder.resolve("project"), new Disk());
    project.run();
    value(project, 20);
    project.run();
    TestStages.DRIFT.set(1);
    RunManifest kept = project.runner().run(project.plan(), forced(project), RunEvents.NONE);
    TestStages.DRIFT.set(0);
    DiskLog log = new DiskLog(project.folder());
    keys(kept).forEach(key -> log.promise(new Published(key)));
    log.promise(new Done(kept.id()));
    TinyProject recorded = TinyProject.in(project.folder(), log);
    GarbageCollection gc = GarbageCollection.of(recorded.workspace(), 1, false).orElseThrow();
    assertThat(gc.runs()).hasSize(2);
    assertThat(gc.sweep().records()).isNotEmpty();
    assertThat(gc.sweep().thinned()).isNotEmpty();
    assertThat(gc.sweep().contents()).isNotEmpty();
    check(log, true);
  }

  @Test
  void repairLosesNothingThatIsWhole() throws Exception {
    TinyProject project = TinyProject.in(folder.resolve("project"), new Disk());
    RunManifest run = project.run();
    damage(project.folder().resolve("runs").resolve(run.id()).resolve("half/value/value.txt"));
    Path record;
    try (Store store = project.openStore()) {
      String hex = String.valueOf(run.stage("sum").orElseThrow().key());
      record = project.folder().resolve("store/keys/" + hex.substring(0, 2));
      record = record.resolve(hex.substring(2) + ".json");
    }
    damage(record);
    DiskLog log = new DiskLog(project.folder());
    for (String stage : List.of("a", "f")) {
      log.promise(new Published(new Digest(String.valueOf(run.stage(stage).orElseThrow().key()))));
    }
    try (Store store = Store.open(project.folder().resolve("store"), log, Optional.empty());
        SharedExclusiveLock alone = store.tryLockExclusively().orElseThrow()) {
      Verification verification = Verification.of(store);
      assertThat(verification.problems()).hasSizeGreaterThanOrEqualTo(2);
      verification.dropDamaged(alone);
      new RunFiles(new RunFolders(project.folder().resolve("runs"), log), store).problems(true);
    }
    check(log, false);
  }

  private static RunRequest forced(TinyProject project) throws IOException {
    return RunRequest.of(Set.copyOf(project.plan().names())).forcing(Set.of("a"));
  }

  private static void damage(Path file) throws IOException {
    assertThat(file.toFile().setWritable(true)).isTrue();
    byte[] bytes = Files.readAllBytes(file);
    bytes[0] ^= 1;
    Files.write(file, bytes);
  }

  private static void value(TinyProject project, int value) throws IOException {
    Path pipeline = project.folder().resolve("p.yaml");
    Files.writeString(
        pipeline, Files.readString(pipeline).replaceAll("value: \\d+", "value: " + value));
  }

  private static Set<Digest> keys(RunManifest run) {
    Set<Digest> keys = new HashSet<>();
    for (StageEntry stage : run.stages()) {
      keys.add(new Digest(String.valueOf(stage.key())));
    }
    return keys;
  }

  private static void run(TinyProject project, DiskLog log) throws Exception {
    RunEvents events =
        new RunEvents() {
          @Override
          public void finished(String stage, Outcome outcome, double seconds) {
            outcome.found().ifPresent(found -> log.promise(new Published(found.preimage().key())));
          }
        };
    RunRequest request = RunRequest.of(Set.copyOf(project.plan().names()));
    RunManifest run = project.runner().run(project.plan(), request, events);
    assertThat(run.status()).isEqualTo(RunManifest.Status.DONE);
    log.promise(new Done(run.id()));
  }

  private void check(DiskLog log, boolean whole) throws Exception {
    PowerCut cut = new PowerCut(log);
    Path memory = Path.of("/dev/shm"); // faster, where there is one
    Path target = Files.createTempDirectory(Files.isWritable(memory) ? memory : folder, "after-");
    Map<Path, byte[]> before = new TreeMap<>();
    Random random = new Random(7);
    int steps = log.steps().size();
    List<Map<Path, byte[]>> states = new ArrayList<>();
    for (int prefix = log.beginning(); prefix <= steps; prefix++) {
      for (Loss loss : Loss.values()) {
        before = check(log, cut.files(prefix, loss, random), before, target, prefix, whole);
      }
    }
    for (int i = 0; i < CUTS; i++) {
      int prefix = log.beginning() + random.nextInt(steps - log.beginning() + 1);
      Map<Path, byte[]> files = cut.files(prefix, Loss.RANDOM, random);
      before = check(log, files, before, target, prefix, whole);
      if (i < RERUNS) {
        states.add(files);
      }
    }
    new Disk().deleteTree(target);
    rerun(log, states, whole);
  }

  private static Map<Path, byte[]> check(
      DiskLog log,
      Map<Path, byte[]> files,
      Map<Path, byte[]> before,
      Path target,
      int prefix,
      boolean whole)
      throws Exception {
    boolean promised = prefix > 0 && log.steps().get(prefix - 1) instanceof Promise;
    if (!PowerCut.write(files, before, target) && !promised) {
      return files; // checked already
    }
    String when = "after step " + prefix + " of " + log.steps().size();
    Store store = Store.open(target.resolve("store")); // not closed, which would write its memo
    RunFolders runs = new RunFolders(target.resolve("runs"));
    List<String> problems = new ArrayList<>(Verification.of(store).problems());
    problems.addAll(new RunFiles(runs, store).problems(false));
    if (whole) {
      assertThat(problems).as(when).isEmpty();
    }
    for (DiskLog.Step step : log.steps().subList(log.beginning(), prefix)) {
      if (step instanceof Promise promise && promise.what() instanceof Published published) {
        assertThat(store.lookup(published.key())).as(when).isInstanceOf(Lookup.Hit.class);
      } else if (step instanceof Promise promise && promise.what() instanceof Done done) {
        assertThat(runs.ids()).as(when).contains(done.run());
        assertThat(runs.read(done.run()).status()).as(when).isEqualTo(RunManifest.Status.DONE);
      }
    }
    checkMemo(files, log.root(), when);
    return files;
  }

  /** A line of the memo that would be believed, for its file's size is right, tells the truth. */
  private static void checkMemo(Map<Path, byte[]> files, Path root, String when) {
    byte[] memo = files.getOrDefault(Path.of("store/memo.tsv"), new byte[0]);
    for (String line : new String(memo, StandardCharsets.UTF_8).lines().toList()) {
      List<String> parts = Arrays.asList(line.split("\t", -1));
      for (String path : parts.stream().filter(part -> part.startsWith(root + "/store")).toList()) {
        byte[] bytes = files.get(root.relativize(Path.of(path)));
        if (bytes != null) {
          assertThat(parts).as(when + ", " + path).contains(Digest.of(bytes).hex());
        }
      }
    }
  }

  private void rerun(DiskLog log, List<Map<Path, byte[]>> states, boolean whole) throws Exception {
    TinyProject undisturbed = TinyProject.in(folder.resolve("undisturbed"), new Disk());
    Files.copy(
        log.root().resolve("p.yaml"),
        undisturbed.folder().resolve("p.yaml"),
        StandardCopyOption.REPLACE_EXISTING);
    Map<String, String> digests = TinyProject.digests(undisturbed.run());
    TestStages.DRIFT.set(1); // a version that gc keeps may be reused
    Map<String, String> drifted =
        TinyProject.digests(
            undisturbed.runner().run(undisturbed.plan(), forced(undisturbed), RunEvents.NONE));
    TestStages.DRIFT.set(0);
    for (int i = 0; i < states.size(); i++) {
      Path again = Files.createDirectories(folder.resolve("again-" + i));
      PowerCut.write(states.get(i), Map.of(), again);
      Files.copy(
          log.root().resolve("p.yaml"),
          again.resolve("p.yaml"),
          StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(again.resolve("number.txt"), "100\n");
      TinyProject project = TinyProject.in(again, new Disk());
      if (i % 2 == 0) {
        project.repair();
        assertThat(project.problems().isEmpty() || !whole).isTrue();
      }
      assertThat(TinyProject.digests(project.run())).isIn(digests, drifted);
      project.repair();
      assertThat(project.problems()).isEmpty();
    }
  }
}
