package io.reprise.pipelines.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.manifest.RunManifest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyProcessesTest {

  private static final int PROCESSES = 8;

  @TempDir Path folder;

  @Test
  void eightProcessesOnOneStoreExecuteEachStageOnce() throws Exception {
    TinyProject project = TinyProject.in(folder, new Disk());
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(ChildRun.start(folder));
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    Map<String, Integer> executions = new TreeMap<>();
    Set<Map<String, String>> digests = new HashSet<>();
    for (String id : project.runs().ids()) {
      RunManifest run = project.runs().read(id);
      run.stages().stream()
          .filter(stage -> stage.outcome().equals("ran"))
          .forEach(stage -> executions.merge(stage.name(), 1, Integer::sum));
      digests.add(TinyProject.digests(run));
    }
    assertThat(project.runs().ids()).hasSizeBetween(1, PROCESSES); // who comes late repeats nothing
    assertThat(executions).isEqualTo(Map.of("a", 1, "f", 1, "half", 1, "sum", 1));
    assertThat(digests).hasSize(1);
    assertThat(project.problems()).isEmpty();
  }

  /** Eight machines, so to speak: each has a store of its own. */
  @Test
  void eightProcessesOnOneSharedStoreEndEqual() throws Exception {
    Path shared = folder.resolve("shared");
    List<TinyProject> projects = new ArrayList<>();
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      TinyProject project = TinyProject.in(folder.resolve("machine-" + i), new Disk());
      projects.add(project);
      processes.add(ChildRun.start(project.folder(), shared.toString()));
    }
    for (Process process : processes) {
      assertThat(process.waitFor()).isZero();
    }
    Set<Map<String, String>> digests = new HashSet<>();
    for (TinyProject project : projects) {
      digests.add(TinyProject.digests(project.runs().find("latest")));
      assertThat(project.problems()).isEmpty();
    }
    assertThat(digests).hasSize(1);
    TinyProject ninth = TinyProject.in(folder.resolve("ninth"), new Disk()).sharing(shared);
    assertThat(TinyProject.outcomes(ninth.run()).values()).containsOnly("cached");
    assertThat(ninth.warnings()).isEmpty();
    assertThat(shared.resolve("scratch")).isEmptyDirectory();
  }
}
