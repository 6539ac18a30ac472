package io.reprise.pipelines.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.run.FullDisk;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a file system in memory of 1 MiB, which only root can mount. */
class FullDiskTest {

  private static final int PAGE = 4096;
  private static final int PAGES = 256;

  @TempDir Path folder;

  private Path small;

  @BeforeEach
  void mount() throws Exception {
    small = Files.createDirectories(folder.resolve("small"));
    assumeTrue(
        command("mount", "-t", "tmpfs", "-o", "size=" + PAGES * PAGE, "tmpfs", small.toString()),
        "this user cannot mount");
  }

  @AfterEach
  void unmount() throws Exception {
    command("umount", small.toString());
  }

  /** With room for ever more pages, until the run succeeds: it fails in ever other places. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fullDiskIsSaidAndLosesNothing(boolean shared) throws Exception {
    TinyProject other = TinyProject.in(folder.resolve("undisturbed"), new Disk());
    Path store = folder.resolve("shared");
    Map<String, String> undisturbed =
        TinyProject.digests((shared ? other.sharing(store) : other).run());
    TinyProject small = TinyProject.in(this.small.resolve("project"), new Disk());
    TinyProject project = shared ? small.sharing(store) : small;
    Path filler = this.small.resolve("filler");
    boolean succeeded = false;
    int failures = 0;
    for (int free = 1; !succeeded; free++) {
      Files.deleteIfExists(filler);
      long used = pagesUsed();
      Files.write(filler, new byte[(int) Math.max(0, (PAGES - used - free) * PAGE)]);
      succeeded = attempt(project);
      failures += succeeded ? 0 : 1;
    }
    assertThat(failures).isGreaterThan(5);
    Files.delete(filler);
    assertThat(TinyProject.digests(project.run())).isEqualTo(undisturbed);
    assertThat(project.problems()).isEmpty();
    assertThat(project.warnings()).as("not the other disk's fault").isEmpty();
  }

  @Test
  void fullDiskOfTheSharedStoreFailsNoRun() throws Exception {
    TinyProject project = TinyProject.in(folder.resolve("project"), new Disk());
    Files.write(small.resolve("filler"), new byte[(PAGES - 4) * PAGE]);
    RunManifest run = project.sharing(small.resolve("shared")).run();
    assertThat(run.status()).isEqualTo(RunManifest.Status.DONE);
    assertThat(project.warnings()).singleElement().asString().contains("No space left on device");
    Files.delete(small.resolve("filler"));
    project.sharing(small.resolve("shared")).run();
    TinyProject other = TinyProject.in(folder.resolve("other"), new Disk());
    assertThat(TinyProject.outcomes(other.sharing(small.resolve("shared")).run()).values())
        .containsOnly("cached");
    assertThat(project.warnings()).hasSize(1);
    assertThat(other.warnings()).isEmpty();
  }

  private long pagesUsed() throws IOException {
    var store = Files.getFileStore(small);
    return (store.getTotalSpace() - store.getUsableSpace()) / PAGE;
  }

  /** Whether it succeeded; that it did not must have been said in so many words. */
  private static boolean attempt(TinyProject project) throws InterruptedException {
    RunManifest run;
    try {
      run = project.run();
    } catch (IOException e) {
      assertThat(FullDisk.isCauseOf(e)).as("%s", e).isTrue();
      return false;
    } catch (ReportedException e) {
      assertThat(e).hasMessageStartingWith("the run's metrics: the disk is full");
      return false;
    }
    run.stages().stream()
        .filter(stage -> stage.outcome().equals("failed"))
        .forEach(
            stage ->
                assertThat(stage.why()).singleElement().asString().startsWith("the disk is full"));
    return run.status() == RunManifest.Status.DONE;
  }

  private static boolean command(String... words) throws IOException, InterruptedException {
    return new ProcessBuilder(List.of(words)).redirectErrorStream(true).start().waitFor() == 0;
  }
}
