package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.schemas.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCommandTest {

  @TempDir Path home;

  private CommandProject project;
  private RunManifest run;

  @BeforeEach
  void run() throws IOException {
    project = CommandProject.with(home, CommandProject.CHAIN);
    run = project.run();
  }

  @Test
  void wholeStoreIsSaidToBeSo() {
    Cli.Result result = project.cli("verify");
    assertThat(result.exitCode()).isZero();
    // of two stages and the run's metrics: records, their files and the listings of their code
    assertThat(result.out())
        .matches("3 records, \\d contents, [\\d,]+ bytes, 1 run: all as they were written\n");
    assertThat(project.cli("verify", "--quiet").out()).isEmpty();
  }

  @Test
  void flippedBitIsCorruptAndItsFileIsNamed() throws IOException {
    Path object = numberObject();
    CommandProject.flip(object);
    Cli.Result result = project.cli("verify");
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.out())
        .contains("error: " + object + " does not have the bytes that its name says\n")
        .contains("; the next run rebuilds what it needs of them");
    assertThat(project.cli("verify", "--quiet").out().lines())
        .isNotEmpty()
        .allMatch(line -> line.startsWith("error: "));
  }

  @Test
  void runThatHasLostItsManifestIsNamedAndGcKeepsWhatItMayNeed() throws IOException {
    assertThat(project.cli("pin", "latest").exitCode()).isZero();
    Path manifest = folder(run).resolveSibling("run.json");
    Path aside = home.resolve("aside.json");
    Files.move(manifest, aside);
    Files.createFile(manifest.resolveSibling("running.lock")); // as a kill leaves it
    Cli.Result verified = project.cli("verify");
    assertThat(verified.exitCode()).isEqualTo(4);
    assertThat(verified.out()).contains("error: " + manifest + " is gone\n");
    for (String keep : List.of("0", "1")) {
      Cli.Result gc = project.cli("gc", "--keep", keep);
      assertThat(gc.exitCode()).isEqualTo(4);
      assertThat(gc.out())
          .startsWith("error: " + manifest + " is gone; nobody knows what the run needs");
    }
    assertThat(project.cli("runs").out()).contains("warning: " + manifest + " is gone\n");
    Files.move(aside, manifest);
    assertThat(project.cli("verify").exitCode()).isZero();
    assertThat(CommandProject.outcomes(project.run())).doesNotContainValue("ran");
  }

  /** As on a disk with a bad sector: reading fails, and what comes after it is checked, too. */
  @Test
  void fileThatCannotBeReadIsListedAndTheRestIsChecked() throws IOException {
    Path unreadable = Path.of("/proc/self/mem");
    assumeTrue(Files.exists(unreadable));
    Path object = numberObject();
    Path shown = folder(run).resolve("n/n.txt");
    for (Path file : List.of(object, shown)) {
      Files.delete(file);
      Files.createSymbolicLink(file, unreadable);
    }
    Path other = project.object(Digest.of("2\n").hex());
    CommandProject.flip(other);
    Cli.Result result = project.cli("verify");
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.out())
        .contains("error: " + object + " cannot be read: ")
        .contains("error: " + other + " does not have the bytes that its name says\n")
        .contains("error: " + folder(run) + " is not what the run put there\n");
    project.cli("verify", "--repair");
    project.run();
    project.cli("verify", "--repair");
    assertThat(project.cli("verify").exitCode()).isZero();
  }

  @Test
  void folderThatCannotBeListedIsSaid() throws IOException {
    Path unlistable = numberObject().resolveSibling("").normalize();
    assertThat(unlistable.toFile().setReadable(false)).isTrue();
    try {
      assumeFalse(Files.isReadable(unlistable), "this user may read everything");
      Cli.Result result = project.cli("verify");
      assertThat(result.exitCode()).isEqualTo(4);
      assertThat(result.out()).contains("error: " + unlistable + " cannot be listed: ");
      assertThat(project.cli("gc").out())
          .contains(unlistable + " cannot be listed: ")
          .contains("nothing was removed");
    } finally {
      assertThat(unlistable.toFile().setReadable(true)).isTrue();
    }
  }

  @Test
  void objectsMayBeALinkToAFolderElsewhere() throws IOException {
    Path objects = project.outputs().resolve("store/objects");
    String summary = project.cli("verify").out();
    Files.move(objects, home.resolve("elsewhere"));
    Files.createSymbolicLink(objects, home.resolve("elsewhere"));
    assertThat(project.cli("verify").out()).isEqualTo(summary);
    CommandProject.flip(numberObject());
    assertThat(project.cli("verify").exitCode()).isEqualTo(4);
    project.cli("verify", "--repair");
    project.run("--set", CommandProject.ADD + "7");
    assertThat(Files.isSymbolicLink(objects)).isTrue();
    assertThat(project.cli("gc", "--keep", "1").out()).contains("freed ");
    assertThat(project.cli("verify").exitCode()).isZero();
  }

  @Test
  void repairedStoreIsWholeOnceARunHasRebuiltWhatWasDropped() throws IOException {
    CommandProject.flip(numberObject());
    assertThat(project.cli("verify", "--repair").exitCode()).isEqualTo(4);
    assertThat(numberObject()).doesNotExist();
    assertThat(CommandProject.outcomes(project.run()))
        .containsEntry("number", "ran")
        .containsEntry("half", "cached");
    Cli.Result first = project.cli("verify", "--repair");
    assertThat(first.out()).contains(folder(run) + " is not what the run put there: repaired\n");
    assertThat(project.cli("verify").exitCode()).isZero();
  }

  @Test
  void oneRunIsCheckedAndRepairedAlone() throws IOException {
    project.run("--set", CommandProject.ADD + "7");
    Path shown = folder(run).resolve("n/n.txt");
    Files.delete(shown); // the name alone: the bytes are the store's, too
    Files.writeString(shown, "5\n");
    assertThat(project.cli("verify", "latest").exitCode()).isZero();
    Cli.Result result = project.cli("verify", run.id());
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.out())
        .isEqualTo(
            "1 run: 1 damaged; the next run rebuilds what it needs of them, --repair drops the rest\n"
                + ("error: " + folder(run) + " is not what the run put there\n"));
    project.cli("verify", run.id(), "--repair");
    assertThat(project.cli("verify", run.id()).exitCode()).isZero();
    assertThat(shown).hasContent("4");
  }

  @Test
  void runsMetricsAreCheckedAndRepairedLikeAnyArtifact() throws IOException {
    Path headlines = folder(run).resolveSibling("headlines.json");
    Files.delete(headlines);
    Files.writeString(headlines, "{}");
    Files.delete(headlines.resolveSibling("metrics.parquet"));
    String said = "metrics.parquet or headlines.json is not what the run put there";
    Cli.Result result = project.cli("verify", run.id());
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.out()).contains(said + "\n");
    assertThat(project.cli("verify", run.id(), "--repair").out()).contains(said + ": repaired\n");
    assertThat(project.cli("verify", run.id()).exitCode()).isZero();
    assertThat(headlines.resolveSibling("metrics.parquet")).exists();
  }

  @Test
  void nothingIsDroppedWhileARunIsAtWork() throws IOException {
    CommandProject.flip(numberObject());
    try (var store = project.openStore();
        var use = store.lockShared(() -> {})) {
      Cli.Result result = project.cli("verify", "--repair");
      assertThat(result.exitCode()).isEqualTo(4);
      assertThat(result.out())
          .contains("does not have the bytes")
          .contains("error: a run is at work in the store: nothing was dropped");
    }
    assertThat(numberObject()).exists();
  }

  @Test
  void wholeStoreIsNoProblemBecauseARunIsAtWork() throws IOException {
    try (var store = project.openStore();
        var use = store.lockShared(() -> {})) {
      Cli.Result result = project.cli("verify", "--repair");
      assertThat(result.exitCode()).isZero();
      assertThat(result.out())
          .startsWith("note: a run is at work in the store: nothing was dropped");
      assertThat(project.json("verify", "--repair"))
          .extractingByKey("notes")
          .asString()
          .contains("a run is at work");
    }
  }

  @Test
  void userFileInARunsFolderIsNoDamageAndOutlivesRepair() throws IOException {
    Path notes = Files.writeString(folder(run).resolve("notes.txt"), "mine");
    assertThat(project.cli("verify").exitCode()).isZero();
    Files.delete(folder(run).resolve("n/n.txt"));
    assertThat(project.cli("verify", "--repair").out())
        .contains(folder(run) + " is not what the run put there: repaired\n");
    assertThat(notes).hasContent("mine");
    assertThat(folder(run).resolve("n/n.txt")).hasContent("4");
    assertThat(project.cli("verify").exitCode()).isZero();
  }

  /** One run is verified without the store. */
  @Test
  void damagedContentIsNotLinkedIntoARun() throws IOException {
    Path shown = folder(run).resolve("n/n.txt");
    Files.delete(shown);
    CommandProject.flip(numberObject());
    assertThat(project.cli("verify", run.id(), "--repair").out())
        .contains(folder(run) + " is not what the run put there\n");
    assertThat(shown).doesNotExist();
  }

  @Test
  void folderInTheWayOfAFileStays() throws IOException {
    Path shown = folder(run).resolve("n/n.txt");
    Files.delete(shown);
    Files.createDirectory(shown);
    Files.writeString(shown.resolve("mine"), "mine");
    assertThat(project.cli("verify", "--repair").out())
        .contains(folder(run) + " is not what the run put there\n");
    assertThat(shown.resolve("mine")).hasContent("mine");
  }

  @Test
  void fileThatIsNotTheStoresIsNotedAndNoDamage() throws IOException {
    Path stranger = project.outputs().resolve("store/keys/.DS_Store");
    Files.writeString(stranger, "");
    Cli.Result result = project.cli("verify");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .startsWith(
            "note: " + stranger + " is no file of the store; delete it if it is yours\n3 records")
        .endsWith(": all as they were written\n");
    assertThat(project.cli("verify", "--quiet").out()).isEmpty();
    project.cli("verify", "--repair");
    assertThat(stranger).exists();
  }

  @Test
  void jsonHasCountsAndProblems() throws IOException {
    assertThat(project.json("verify"))
        .containsEntry("records", 3L)
        .containsEntry("runs", 1L)
        .containsEntry("problems", List.of())
        .containsEntry("notes", List.of())
        .containsKeys("contents", "bytes");
    CommandProject.flip(numberObject());
    assertThat(project.json("verify").get("problems"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .anyMatch(line -> line.toString().startsWith(numberObject().toString()));
  }

  private Path folder(RunManifest of) {
    return project.runs().folder(of.id()).resolve("number");
  }

  /** What {@code number} put out: 4. */
  private Path numberObject() {
    return project.object(io.reprise.schemas.digest.Digest.of("4\n").hex());
  }
}
