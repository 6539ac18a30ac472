package io.reprise.pipelines.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.manifest.RunManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on a store whose file system has no locks that can be relied on. */
@EnabledOnOs(OS.LINUX)
class LeasedStoreTest {

  private static final List<String> LEASES = List.of("-Dreprise.locks=leases:2");

  /** The work of a stage is to begin; its files, or its record, are to be published. */
  private static final List<String> STEPS = List.of("folder scratch", "move objects", "move keys");

  @TempDir private Path folder;

  @Test
  void otherGoesOnWhenTheLeaseExpiresAndALateProcessChangesNothing() throws Exception {
    Map<String, String> undisturbed =
        TinyProject.digests(TinyProject.in(folder.resolve("undisturbed"), new Disk()).run());
    List<Callable<Path>> all = new ArrayList<>(List.of(this::killed));
    STEPS.forEach(step -> all.add(() -> stopped(step)));
    ExecutorService threads = Executors.newFixedThreadPool(all.size());
    try {
      for (Future<Path> task : threads.invokeAll(all)) {
        expectAllRight(task.get(), undisturbed);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private Path killed() throws Exception {
    Path project = TinyProject.in(folder.resolve("killed"), new Disk()).folder();
    ChildRun.start(LEASES, project, "move objects", "before").waitFor();
    Process other = ChildRun.start(LEASES, project);
    assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(other.exitValue()).isZero();
    return project;
  }

  private Path stopped(String step) throws Exception {
    Path project = TinyProject.in(folder.resolve(step.replace(' ', '-')), new Disk()).folder();
    Path said = folder.resolve(project.getFileName() + ".txt");
    Process stopped = ChildRun.start(LEASES, said, project, step, "stop");
    awaitStop(stopped);
    assertThat(ChildRun.start(LEASES, project).waitFor()).isZero();
    Map<String, String> records = records(project);
    new ProcessBuilder("kill", "-CONT", String.valueOf(stopped.pid())).start().waitFor();
    assertThat(stopped.waitFor(60, TimeUnit.SECONDS)).isTrue();
    if (!step.equals("move keys")) { // where an equal record takes the other's place
      assertThat(stopped.exitValue()).as(step).isNotZero();
      assertThat(records(project)).as(step).isEqualTo(records);
    }
    return project;
  }

  private static void expectAllRight(Path folder, Map<String, String> undisturbed)
      throws Exception {
    TinyProject project = TinyProject.in(folder, new Disk());
    RunManifest run = project.run();
    assertThat(TinyProject.digests(run)).as("%s", folder).isEqualTo(undisturbed);
    assertThat(TinyProject.outcomes(run)).as("%s", folder).doesNotContainValue("ran");
    assertThat(project.problems()).as("%s", folder).isEmpty();
  }

  private static Map<String, String> records(Path project) throws IOException {
    Map<String, String> records = new TreeMap<>();
    for (Path file : Disk.filesBelow(project.resolve("store/keys"))) {
      records.put(file.toString(), Files.readString(file));
    }
    return records;
  }

  private static void awaitStop(Process process) throws Exception {
    Path status = Path.of("/proc/" + process.pid() + "/stat");
    while (!Files.readString(status).contains(") T ")) {
      assertThat(process.isAlive()).isTrue();
      Thread.sleep(20);
    }
  }
}
