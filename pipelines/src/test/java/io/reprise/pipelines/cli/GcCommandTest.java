package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.cache.Preimage;
import io.reprise.pipelines.cache.StoredRecord;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.json.SealedJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class GcCommandTest {

  @TempDir Path home;

  private CommandProject project;

  @BeforeEach
  void makeProject() throws IOException {
    project = CommandProject.with(home, CommandProject.CHAIN);
  }

  @Test
  void nothingGoesThatARunReaches() throws IOException {
    project.run();
    project.run(set(7));
    List<String> before = storedFiles();
    assertThat(project.cli("gc")).isEqualTo(new Cli.Result(0, "nothing to free\n"));
    assertThat(storedFiles()).isEqualTo(before);
  }

  @Test
  void dryRunSaysWhatWouldGoAndRemovesNothing() throws IOException {
    RunManifest gone = project.run();
    project.run(set(7));
    new Disk().deleteTree(project.runs().folder(gone.id()));
    List<String> before = storedFiles();
    assertThat(project.cli("gc", "--dry-run").out()).hasLineCount(1);
    Cli.Result dry = project.cli("gc", "--dry-run", "--verbose");
    assertThat(dry.exitCode()).isZero();
    assertThat(dry.out())
        .contains("\nwould free ")
        .contains("  result " + key(gone, "number").shortHex() + " of command\n")
        .endsWith(" kB: 2 results, 2 contents\n");
    assertThat(storedFiles()).isEqualTo(before);
    assertThat(project.json("gc", "--dry-run"))
        .containsEntry("dryRun", true)
        .extractingByKey("results")
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .containsExactlyInAnyOrder(key(gone, "number").hex(), key(gone, "half").hex());
    assertThat(project.cli("gc").out()).startsWith("freed ");
    assertThat(storedFiles()).hasSize(before.size() - 4);
    assertThat(project.cli("gc").out()).isEqualTo("nothing to free\n");
  }

  @Test
  void keptRunStaysWholeAndTheResultsOfOthersRunAgain() throws IOException {
    RunManifest dropped = project.run();
    RunManifest kept = project.run(set(7));
    assertThat(project.cli("gc", "--keep", "1", "--verbose").out())
        .startsWith("  run " + dropped.id() + "\n");
    assertThat(project.runs().ids()).containsExactly(kept.id());
    assertThat(project.cli("verify").exitCode()).isZero();
    assertThat(CommandProject.outcomes(project.run(set(7)))).containsOnly(CACHED_NUMBER, CACHED);
    assertThat(CommandProject.outcomes(project.run())).containsEntry("number", "ran");
  }

  private static final Map.Entry<String, String> CACHED_NUMBER = Map.entry("number", "cached");
  private static final Map.Entry<String, String> CACHED = Map.entry("half", "cached");

  /** Failed runs and runs of other pipelines do not count: the good ones are what one wants. */
  @Test
  void goodRunsOfEachPipelineAreKept() throws IOException {
    project.write("other.yaml", "pipeline: other\nstages:\n" + CommandProject.DRIFT.indent(2));
    assertThat(project.cli("run", "other").exitCode()).isZero();
    String other = project.latest().id();
    RunManifest oldest = project.run();
    RunManifest older = project.run(set(7));
    String failed = failedRun();
    RunManifest again = project.run(); // the same as the oldest
    String failedSince = failedRun();
    project.cli("gc", "--keep", "2");
    assertThat(project.runs().ids())
        .containsExactly(failedSince, again.id(), older.id(), other)
        .doesNotContain(oldest.id(), failed);
    project.cli("gc", "--keep", "1");
    assertThat(project.runs().ids()).containsExactly(failedSince, again.id(), other);
    assertThat(project.cli("verify").exitCode()).isZero();
  }

  private String failedRun() throws IOException {
    assertThat(project.cli("run", "p", "--set", "half.run=false").exitCode()).isEqualTo(1);
    return project.latest().id();
  }

  @Test
  void pinnedRunStays() throws IOException {
    RunManifest pinned = project.run();
    project.run(set(7));
    assertThat(project.cli("pin", "latest~1").out())
        .isEqualTo(pinned.id() + " is pinned: gc keeps it\n");
    project.cli("gc", "--keep", "0");
    assertThat(project.runs().ids()).containsExactly(pinned.id());
    assertThat(project.cli("runs").out()).endsWith(", pinned\n");
    assertThat(project.cli("verify").exitCode()).isZero();
    assertThat(CommandProject.outcomes(project.run())).containsOnly(CACHED_NUMBER, CACHED);
    project.cli("pin", pinned.id(), "--remove");
    project.cli("gc", "--keep", "0");
    assertThat(project.runs().ids()).isEmpty();
  }

  @Test
  void partialRunsTakeNoCompleteRunsPlace() throws IOException {
    RunManifest complete = project.run();
    RunManifest partial = project.run("--only", "number", "--set", CommandProject.ADD + 7);
    assertThat(partial.status()).isEqualTo(RunManifest.Status.DONE);
    project.cli("gc", "--keep", "1");
    assertThat(project.runs().ids()).containsExactly(partial.id(), complete.id());
    RunManifest again = project.run(set(8));
    project.cli("gc", "--keep", "1");
    assertThat(project.runs().ids()).containsExactly(again.id());
  }

  @Test
  void unpinningWhatIsNotPinnedNamesWhatIs() throws IOException {
    RunManifest pinned = project.run();
    RunManifest other = project.run(set(7));
    assertThat(project.cli("pin", other.id(), "--remove").out())
        .isEqualTo(other.id() + " was not pinned; no run is\n");
    project.cli("pin", pinned.id());
    assertThat(project.cli("pin", other.id(), "--remove").out())
        .isEqualTo(other.id() + " was not pinned; pinned: " + pinned.id() + "\n");
  }

  @Test
  void olderVersionStaysWhileAKeptRunHasIt() throws IOException {
    project.pipeline(CommandProject.DRIFT);
    RunManifest first = project.run();
    project.run("--force", "drift");
    assertThat(project.cli("gc").out()).isEqualTo("nothing to free\n");
    assertThat(project.cli("verify").exitCode()).isZero();
    assertThat(versions(first)).isEqualTo(2);
    assertThat(project.cli("gc", "--keep", "1").out()).contains(" 1 older version, 1 content");
    assertThat(versions(first)).isEqualTo(1);
    assertThat(project.cli("verify").exitCode()).isZero();
  }

  @Test
  @Timeout(60)
  void checkpointOfAnInterruptedStageStaysWhileItsRunIsKept() throws Exception {
    Path started = home.resolve("started");
    project.pipeline(
        String.format(
            Locale.ROOT,
            """
            slow:
              uses: command
              with: { run: touch %s; sleep 1000, outputs: { x: files } }
            """,
            started));
    Thread run = new Thread(() -> project.cli("run", "p"));
    run.start();
    while (!Files.exists(started)) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    run.interrupt();
    run.join();
    RunManifest interrupted = project.latest();
    assertThat(interrupted.status()).isEqualTo(RunManifest.Status.INTERRUPTED);
    Path checkpoint =
        project.outputs().resolve("store/checkpoints").resolve(key(interrupted, "slow").hex());
    Files.createDirectories(checkpoint);
    Files.writeString(checkpoint.resolve("epoch-3"), "weights");
    assertThat(project.cli("gc").out()).isEqualTo("nothing to free\n");
    project.pipeline(CommandProject.CHAIN);
    project.run();
    assertThat(project.cli("gc", "--keep", "1").out())
        .endsWith("freed 7 bytes: 1 run, 1 leftover\n");
    assertThat(checkpoint.resolve("epoch-3")).doesNotExist();
  }

  @Test
  void runAtWorkMakesItRefuse() throws IOException {
    project.run();
    project.run(set(7));
    List<String> before = storedFiles();
    try (var store = project.openStore();
        var use = store.lockShared(() -> {})) {
      Cli.Result result = project.cli("gc", "--keep", "0");
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.out())
          .isEqualTo(
              String.format(
                  Locale.ROOT,
                  "error: a run is at work in %s; nothing was removed, try again later\n",
                  project.outputs().resolve("store")));
    }
    assertThat(storedFiles()).isEqualTo(before);
    assertThat(project.runs().ids()).hasSize(2);
  }

  /** Nobody knows what such a run needs. */
  @Test
  void manifestThatCannotBeReadStopsIt() throws IOException {
    RunManifest torn = project.run();
    project.run(set(7));
    project.run(set(8));
    Path manifest = project.runs().folder(torn.id()).resolve("run.json");
    Files.writeString(manifest, "{ \"format\": ");
    List<String> before = storedFiles();
    Cli.Result result = project.cli("gc");
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.out())
        .startsWith("error: " + manifest + " is not a manifest")
        .hasLineCount(1);
    assertThat(storedFiles()).isEqualTo(before);
    assertThat(project.runs().ids()).hasSize(3);
  }

  @Test
  void recordOfAKeptRunThatCannotBeReadStopsIt() throws IOException {
    project.run();
    RunManifest kept = project.run(set(7));
    Path record = record(kept, "number");
    CommandProject.flip(record);
    List<String> before = storedFiles();
    Cli.Result result = project.cli("gc", "--keep", "1");
    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.out())
        .startsWith("error: " + record + " cannot be read: ")
        .contains("./reprise verify")
        .hasLineCount(1);
    assertThat(storedFiles()).isEqualTo(before);
    assertThat(project.runs().ids()).hasSize(2);
  }

  @Test
  void recordOfAnotherFormatStaysWithWhatItNamesWhileItsRunIsKept() throws IOException {
    RunManifest dropped = project.run();
    RunManifest kept = project.run(set(7));
    rewrite(record(kept, "number"), FORMAT, "\"format\" : 1");
    List<String> before = storedFiles();
    assertThat(project.cli("gc").out()).isEqualTo("nothing to free\n");
    assertThat(storedFiles()).isEqualTo(before);
    project.cli("gc", "--keep", "1");
    assertThat(record(kept, "number")).exists();
    assertThat(project.object(Digest.of("10\n").hex())).exists();
    assertThat(project.object(Digest.of("4\n").hex())).as("of %s", dropped.id()).doesNotExist();
  }

  @Test
  void noContentGoesWhileAKeptRecordIsInAFormThatNobodyKnows() throws IOException {
    project.run();
    RunManifest kept = project.run(set(7));
    Path record = record(kept, "number");
    rewrite(record, FORMAT, "\"format\" : 99");
    rewrite(record, "\"sha256\"", "\"blake3\"");
    assertThat(project.cli("gc", "--keep", "1").out())
        .contains("2 results\n")
        .doesNotContain("content");
    assertThat(record).exists();
    assertThat(project.object(Digest.of("4\n").hex())).exists();
  }

  private static final String FORMAT = "\"format\" : " + Preimage.FORMAT;

  private Path record(RunManifest run, String stage) {
    String hex = key(run, stage).hex();
    return project
        .outputs()
        .resolve("store/keys")
        .resolve(hex.substring(0, 2) + "/" + hex.substring(2) + ".json");
  }

  /** As another version would have written it: its seal is whole. */
  private static void rewrite(Path record, String from, String to) throws IOException {
    String text = Json.write(SealedJson.read(record));
    assertThat(text).contains(from);
    assertThat(record.toFile().setWritable(true)).isTrue();
    Files.writeString(record, SealedJson.write(Json.readObject(text.replace(from, to))));
  }

  @Test
  void numberOfRunsToKeepIsNotNegative() {
    assertThat(project.cli("gc", "--keep", "-1"))
        .isEqualTo(new Cli.Result(2, "error: --keep -1: how many runs to keep, 0 or more\n"));
  }

  private static String[] set(int add) {
    return new String[] {"--set", CommandProject.ADD + add};
  }

  private static Digest key(RunManifest run, String stage) {
    return new Digest(String.valueOf(CommandProject.stage(run, stage).key()));
  }

  private int versions(RunManifest run) throws IOException {
    try (var store = project.openStore()) {
      return ((StoredRecord.Found) store.storedRecord(key(run, "drift")))
          .record()
          .versions()
          .size();
    }
  }

  /** Objects and key records. */
  private List<String> storedFiles() throws IOException {
    try (Stream<Path> objects = Files.walk(project.outputs().resolve("store/objects"));
        Stream<Path> keys = Files.walk(project.outputs().resolve("store/keys"))) {
      return Stream.concat(objects, keys)
          .filter(Files::isRegularFile)
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }
}
