package io.reprise.pipelines.crash;

import io.reprise.pipelines.TestStages;
import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.cache.SharedExclusiveLock;
import io.reprise.pipelines.cache.SharedStore;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.cache.Verification;
import io.reprise.pipelines.code.StageCode;
import io.reprise.pipelines.definition.PipelineReader;
import io.reprise.pipelines.execute.LocalRunner;
import io.reprise.pipelines.execute.StageExecutor;
import io.reprise.pipelines.filesystem.RemoteFolder;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Planner;
import io.reprise.pipelines.run.RunEvents;
import io.reprise.pipelines.run.RunFiles;
import io.reprise.pipelines.run.RunRequest;
import io.reprise.pipelines.run.Runner;
import io.reprise.pipelines.run.Workspace;
import io.reprise.stages.spi.ProjectFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A folder with a pipeline of four quick stages, its store and its runs.
 *
 * @param shared URI of a shared store; empty for none
 * @param timeout with the shared store
 * @param warnings what was said of it
 */
record TinyProject(Path folder, Disk disk, String shared, Duration timeout, List<String> warnings) {

  private static final Duration LONG = Duration.ofMinutes(1);

  private static final String PIPELINE =
      """
      pipeline: tiny
      stages:
        a: { uses: number, with: { value: 14 } }
        f: { uses: file, with: { path: number.txt } }
        half: { uses: half, in: { value: a.value } }
        sum: { uses: sum, in: { x: half, y: f } }
      """;

  static TinyProject in(Path folder, Disk disk) throws IOException {
    if (!Files.exists(folder.resolve("number.txt"))) {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve("p.yaml"), PIPELINE);
      Files.writeString(folder.resolve("number.txt"), "100\n");
    }
    return new TinyProject(folder, disk, "", LONG, new CopyOnWriteArrayList<>());
  }

  void replaceInPipeline(String before, String after) throws IOException {
    Path file = folder.resolve("p.yaml");
    Files.writeString(file, Files.readString(file).replace(before, after));
  }

  /** As if all contents had been written a minute ago: the memo may remember them. */
  void ageContents() throws IOException {
    FileTime before = FileTime.from(Instant.now().minusSeconds(60));
    for (Path content : Disk.filesBelow(folder.resolve("store/objects"))) {
      Files.setLastModifiedTime(content, before);
    }
  }

  /** The same with a shared store behind its own. */
  TinyProject sharing(Object uri) {
    return sharing(uri, LONG);
  }

  TinyProject sharing(Object uri, Duration timeout) {
    return new TinyProject(folder, disk, uri.toString(), timeout, warnings);
  }

  Workspace workspace() {
    return new Workspace(
        folder.resolve("store"),
        shared.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new SharedStore(
                    new RemoteFolder(shared, folder.resolve("lib"), timeout), warnings::add)),
        folder.resolve("runs"),
        new ProjectFolders(folder, folder),
        disk);
  }

  RunFolders runs() {
    return new RunFolders(folder.resolve("runs"), disk);
  }

  Store openStore() throws IOException {
    return Store.open(folder.resolve("store"));
  }

  Plan plan() throws IOException {
    Path file = folder.resolve("p.yaml");
    return Planner.plan(PipelineReader.read(file, file.toString(), List.of()), TestStages.types());
  }

  RunManifest run() throws IOException, InterruptedException {
    Plan plan = plan();
    return runner().run(plan, RunRequest.of(Set.copyOf(plan.names())), RunEvents.NONE);
  }

  Runner runner() {
    return new Runner(
        workspace(),
        new StageCode(),
        new StageExecutor(new LocalRunner(1)),
        Clock.systemUTC(),
        new SplittableRandom(),
        Map::of);
  }

  /** By stage. */
  static Map<String, String> digests(RunManifest run) {
    Map<String, String> digests = new TreeMap<>();
    run.stages().forEach(stage -> digests.put(stage.name(), String.valueOf(stage.artifact())));
    return digests;
  }

  /** How each stage ended. */
  static Map<String, String> outcomes(RunManifest run) {
    Map<String, String> outcomes = new TreeMap<>();
    run.stages().forEach(stage -> outcomes.put(stage.name(), stage.outcome()));
    return outcomes;
  }

  /** What {@code verify --repair} does. */
  void repair() throws IOException {
    try (Store store = openStore();
        SharedExclusiveLock alone = store.tryLockExclusively().orElseThrow()) {
      Verification.of(store).dropDamaged(alone);
      new RunFiles(runs(), store).problems(true);
    }
  }

  /** What {@code verify} would say. */
  List<String> problems() throws IOException {
    try (Store store = openStore()) {
      List<String> problems = new ArrayList<>(Verification.of(store).problems());
      problems.addAll(new RunFiles(runs(), store).problems(false));
      return problems;
    }
  }
}
