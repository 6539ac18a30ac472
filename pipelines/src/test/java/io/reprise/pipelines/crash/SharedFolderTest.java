package io.reprise.pipelines.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.TestStages;
import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.run.RunRequest;
import io.reprise.pipelines.run.StageState;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.json.SealedJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Machines, each with a store of its own, that share a folder. */
class SharedFolderTest {

  @TempDir Path folder;

  private Path shared;
  private RunManifest first;
  private Map<String, String> digests;

  @BeforeEach
  void run() throws Exception {
    shared = folder.resolve("shared");
    TinyProject one = machine("one");
    first = one.run();
    digests = TinyProject.digests(first);
    assertThat(TinyProject.outcomes(first).values()).containsOnly("ran");
    assertThat(one.warnings()).isEmpty();
  }

  @AfterEach
  void noDrift() {
    TestStages.DRIFT.set(0);
  }

  private TinyProject machine(String name) throws IOException {
    return TinyProject.in(folder.resolve(name), new Disk()).sharing(shared);
  }

  @Test
  void secondMachineExecutesNothing() throws Exception {
    TinyProject two = machine("two");
    int before = TestStages.EXECUTIONS.get();
    RunManifest run = two.run();
    assertThat(TestStages.EXECUTIONS).hasValue(before);
    assertThat(TinyProject.outcomes(run).values()).containsOnly("cached");
    assertThat(TinyProject.digests(run)).isEqualTo(digests);
    assertThat(two.problems()).isEmpty();
    assertThat(two.warnings()).isEmpty();
    assertThat(TinyProject.outcomes(two.sharing("").run()).values())
        .as("what was taken is here to stay")
        .containsOnly("cached");
  }

  /** From before it was shared, for example. */
  @Test
  void whatIsHereAlreadyIsGiven() throws Exception {
    TinyProject old = TinyProject.in(folder.resolve("old"), new Disk());
    old.run();
    shared = folder.resolve("another");
    assertThat(TinyProject.outcomes(old.sharing(shared).run()).values()).containsOnly("cached");
    assertThat(TinyProject.outcomes(machine("new").run()).values()).containsOnly("cached");
  }

  @Test
  void peekingMovesNothing() throws Exception {
    TinyProject two = machine("two");
    Map<String, StageState> states =
        two.runner().inspect(two.plan(), RunRequest.of(Set.copyOf(two.plan().names())));
    assertThat(states.values()).hasSize(4).allMatch(StageState.Cached.class::isInstance);
    assertThat(files(two.folder().resolve("store"))).isEmpty();
    TinyProject apart = TinyProject.in(folder.resolve("apart"), new Disk());
    apart.run();
    Path empty = folder.resolve("empty");
    apart.sharing(empty).runner().inspect(apart.plan(), RunRequest.of(Set.of("a")));
    assertThat(empty).doesNotExist();
  }

  /** What may have become of one of the files of the stage {@code half}. */
  enum Damage {
    RECORD_FLIPPED("cannot be read: its seal is broken"),
    RECORD_TRUNCATED("cannot be read: its seal is broken"),
    RECORD_EMPTY("cannot be read: its seal is broken"),
    RECORD_OF_ANOTHER_KEY("is not the record of its key"),
    RECORD_OF_ANOTHER_FORMAT("is of key format 1"),
    RECORD_WITH_A_PATH_OUTSIDE("leads elsewhere: ../../value.txt"),
    OBJECT_FLIPPED("does not have the bytes that its name says"),
    OBJECT_TRUNCATED("does not have the bytes that its name says"),
    OBJECT_LONGER("does not have the bytes that its name says"),
    OBJECT_MISSING("is missing");

    private final String said;

    Damage(String said) {
      this.said = said;
    }
  }

  @ParameterizedTest
  @EnumSource
  void damageIsSaidAndHealed(Damage damage) throws Exception {
    Path file = damage.name().startsWith("RECORD") ? record("half") : object("half");
    byte[] whole = Files.readAllBytes(file);
    damage(damage, file);
    TinyProject two = machine("two");
    RunManifest run = two.run();
    assertThat(run.status()).isEqualTo(RunManifest.Status.DONE);
    assertThat(TinyProject.digests(run)).isEqualTo(digests);
    assertThat(TinyProject.outcomes(run))
        .isEqualTo(Map.of("a", "cached", "f", "cached", "half", "ran", "sum", "cached"));
    assertThat(two.warnings()).hasSize(1);
    assertThat(two.warnings().get(0))
        .startsWith("shared store: " + file + " ")
        .contains(damage.said)
        .endsWith("; it is not used");
    assertThat(two.problems()).isEmpty();
    TinyProject three = machine("three");
    assertThat(TinyProject.outcomes(three.run()).values()).containsOnly("cached");
    assertThat(three.warnings()).as("healed").isEmpty();
    assertThat(Digest.of(file).equals(Digest.of(whole)))
        .as("what is not a matter of the clock is as before")
        .isEqualTo(!damage.name().startsWith("RECORD"));
  }

  private void damage(Damage damage, Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    byte[] damaged =
        switch (damage) {
          case RECORD_FLIPPED, OBJECT_FLIPPED -> {
            bytes[bytes.length / 2] ^= 4;
            yield bytes;
          }
          case RECORD_TRUNCATED, OBJECT_TRUNCATED -> Arrays.copyOf(bytes, bytes.length / 2);
          case RECORD_EMPTY -> new byte[0];
          case OBJECT_LONGER -> Arrays.copyOf(bytes, bytes.length + 1);
          case RECORD_OF_ANOTHER_KEY -> Files.readAllBytes(record("sum"));
          case RECORD_OF_ANOTHER_FORMAT -> {
            Map<String, Object> map = new LinkedHashMap<>(SealedJson.read(bytes));
            Map<Object, Object> preimage = new LinkedHashMap<>((Map<?, ?>) map.get("preimage"));
            preimage.put("format", 1L);
            map.put("preimage", preimage);
            yield SealedJson.write(map).getBytes(UTF_8);
          }
          case RECORD_WITH_A_PATH_OUTSIDE -> {
            String text = new String(bytes, UTF_8).replace("value/value.txt", "../../value.txt");
            String body = text.substring(0, text.indexOf(",\n  \"seal\""));
            yield (body + ",\n  \"seal\" : \"" + Digest.of(body).hex() + "\"\n}\n").getBytes(UTF_8);
          }
          case OBJECT_MISSING -> {
            Files.delete(file);
            yield new byte[0];
          }
        };
    if (damage != Damage.OBJECT_MISSING) {
      Files.write(file, damaged);
    }
  }

  @Test
  void draftLeftBehindByAKilledProcessIsNothing() throws Exception {
    Files.writeString(shared.resolve("scratch/draft-1"), "half of som");
    TinyProject two = machine("two");
    assertThat(TinyProject.outcomes(two.run()).values()).containsOnly("cached");
    assertThat(two.warnings()).isEmpty();
  }

  /** That cannot be healed: what else is there is taken all the same. */
  @Test
  void folderInAFilesPlaceFailsNoRun() throws Exception {
    Path object = object("half");
    Files.delete(object);
    Files.createDirectories(object.resolve("in the way"));
    TinyProject two = machine("two");
    assertThat(TinyProject.digests(two.run())).isEqualTo(digests);
    assertThat(two.warnings())
        .hasSize(2)
        .anyMatch(line -> line.contains(object + " is missing"))
        .anyMatch(
            line ->
                line.contains(shared + "/ cannot be written (")
                    && line.endsWith("; it is only read from"));
    assertThat(TinyProject.outcomes(two.run()).values()).containsOnly("cached");
  }

  @Test
  void otherBytesUnderTheSameKeyAreSaidAndBothKept() throws Exception {
    TestStages.DRIFT.set(2);
    TinyProject two = TinyProject.in(folder.resolve("two"), new Disk());
    Map<String, String> others = TinyProject.digests(two.run());
    assertThat(others.get("a")).isNotEqualTo(digests.get("a"));
    two = two.sharing(shared);
    assertThat(TinyProject.digests(two.run())).as("its own stay").isEqualTo(others);
    assertThat(two.warnings())
        .containsExactly(
            String.format(
                Locale.ROOT,
                "shared store: NOT REPRODUCIBLE: %s of number is there with other bytes than here; both are kept",
                record("a")));
    byte[] record = Files.readAllBytes(record("a"));
    assertThat(machine("one").run().status()).isEqualTo(RunManifest.Status.DONE);
    two.run();
    assertThat(Files.readAllBytes(record("a")))
        .as("nobody overwrites it for ever")
        .isEqualTo(record);
    TestStages.DRIFT.set(0);
    TinyProject three = machine("three");
    assertThat(TinyProject.digests(three.run())).as("the first stays the first").isEqualTo(digests);
    Files.delete(shared.resolve("objects").resolve(name(Digest.of("14"))));
    TinyProject four = machine("four");
    assertThat(TinyProject.digests(four.run())).as("as long as it is there").isEqualTo(others);
  }

  /** Bits that flip here, unseen by the memo, do not travel. */
  @Test
  void damagedContentIsNotGiven() throws Exception {
    TinyProject one = TinyProject.in(folder.resolve("one"), new Disk());
    one.ageContents();
    one.run();
    Path object = one.folder().resolve("store/objects").resolve(name(Digest.of("7")));
    var time = Files.getLastModifiedTime(object);
    assertThat(object.toFile().setWritable(true)).isTrue();
    Files.writeString(object, "8");
    Files.setLastModifiedTime(object, time);
    shared = folder.resolve("another");
    one.sharing(shared).run();
    assertThat(one.warnings()).isEmpty();
    TinyProject two = machine("two");
    assertThat(TinyProject.digests(two.run())).isEqualTo(digests);
    assertThat(two.warnings()).isEmpty();
  }

  /** Whatever is there, nothing wrong ever comes here. */
  @Test
  void randomDamageNeverReachesAnyStore() throws Exception {
    Random random = new Random(11);
    int said = 0;
    for (int round = 0; round < 25; round++) {
      List<Path> files = files(shared);
      for (int i = random.nextInt(4); i >= 0; i--) {
        damage(random, files);
      }
      TinyProject machine = machine("round-" + round);
      assertThat(TinyProject.digests(machine.run())).as("round %d", round).isEqualTo(digests);
      assertThat(machine.problems()).as("round %d", round).isEmpty();
      said += machine.warnings().size();
    }
    assertThat(said).isGreaterThan(12);
    TinyProject last = machine("last");
    last.run();
    assertThat(last.problems()).isEmpty();
  }

  private static void damage(Random random, List<Path> files) throws IOException {
    Path file = files.get(random.nextInt(files.size()));
    byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    switch (random.nextInt(5)) {
      case 0 -> Files.deleteIfExists(file);
      case 1 -> Files.write(file, Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
      case 2 -> Files.write(file, Arrays.copyOf(bytes, bytes.length + 1 + random.nextInt(9)));
      case 3 -> Files.write(file, Files.readAllBytes(existing(random, files)));
      default -> {
        if (bytes.length > 0) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        Files.write(file, bytes);
      }
    }
  }

  private static Path existing(Random random, List<Path> files) {
    List<Path> there = files.stream().filter(Files::exists).toList();
    return there.get(random.nextInt(there.size()));
  }

  private Path record(String stage) {
    String key = String.valueOf(first.stage(stage).orElseThrow().key());
    return shared.resolve("keys").resolve(name(new Digest(key)) + ".json");
  }

  /** Of a stage's one output. */
  private Path object(String stage) throws IOException {
    Path file = folder.resolve("one/runs").resolve(first.id()).resolve(stage + "/value/value.txt");
    return shared.resolve("objects").resolve(name(Digest.of(file)));
  }

  private static String name(Digest digest) {
    return digest.hex().substring(0, 2) + "/" + digest.hex().substring(2);
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return new ArrayList<>(paths.filter(Files::isRegularFile).sorted().toList());
    }
  }
}
