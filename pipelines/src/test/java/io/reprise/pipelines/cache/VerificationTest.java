package io.reprise.pipelines.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.schemas.digest.Digest;
import io.reprise.stages.spi.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that others change while it is verified. */
class VerificationTest {

  private static final String LISTING = "the listing of some code";
  private static final Preimage PREIMAGE =
      new Preimage("t", Digest.of(LISTING), Map.of(), Map.of(), Optional.empty(), Map.of());

  @TempDir Path folder;

  private Store store;
  private Path object;
  private Path record;

  @BeforeEach
  void publish() throws IOException {
    store = Store.open(folder.resolve("store"));
    try (Scratch scratch = store.scratch(PREIMAGE.key(), false)) {
      Path file = Files.writeString(scratch.folder().resolve("y"), "result");
      WrittenFile written =
          new WrittenFile("out/y", file.toString(), Digest.of("result"), "result".length());
      store.publish(PREIMAGE, text -> Optional.of(LISTING), scratch, List.of(written), 1);
    }
    object = store.object(Digest.of("result"));
    record = store.records().file(PREIMAGE.key());
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @Test
  void contentPublishedSinceContentsWereListedIsNotMissing() throws IOException {
    Path elsewhere = Files.move(object, folder.resolve("not-yet-there"));
    Verification verification = new Verification(store);
    verification.checkContents();
    Files.move(elsewhere, object);
    verification.checkRecords();
    assertThat(verification.problems()).isEmpty();
    assertThat(verification.contents()).isEqualTo(2);
  }

  @Test
  void missingContentIsDamageThatNamesItAndItsRecord() throws IOException {
    Files.delete(object);
    assertThat(Verification.of(store).problems())
        .containsExactly(object + " is missing, which " + record + " names");
  }

  @Test
  void resultMadeAnewSinceItWasVerifiedIsNotDropped() throws IOException {
    assertThat(object.toFile().setWritable(true)).isTrue();
    Files.writeString(object, "damage");
    Verification verification = Verification.of(store);
    assertThat(verification.problems()).hasSize(1);
    Files.writeString(object, "result");
    drop(verification);
    assertThat(object).exists();
    assertThat(record).exists();
  }

  @Test
  void whatIsStillDamagedIsDroppedWithItsRecord() throws IOException {
    assertThat(object.toFile().setWritable(true)).isTrue();
    Files.writeString(object, "damage");
    drop(Verification.of(store));
    assertThat(object).doesNotExist();
    assertThat(record).doesNotExist();
  }

  private void drop(Verification verification) throws IOException {
    try (SharedExclusiveLock alone = store.tryLockExclusively().orElseThrow()) {
      verification.dropDamaged(alone);
    }
  }
}
