package io.reprise.pipelines.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedExclusiveLockTest {

  @TempDir Path folder;

  /** Its last user has removed it: nothing is left behind by who looks. */
  @Test
  void lockThatIsGoneIsNotMadeAnew() throws IOException {
    assertThat(SharedExclusiveLock.tryExclusiveIfPresent(folder.resolve("running"))).isEmpty();
    assertThat(SharedExclusiveLock.tryExclusiveIfPresent(folder.resolve("gone/running"))).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void lockThatIsThereIsTakenUnlessItIsHeld() throws IOException {
    Path file = Files.createFile(folder.resolve("running"));
    try (SharedExclusiveLock held = SharedExclusiveLock.shared(file, () -> {})) {
      assertThat(SharedExclusiveLock.tryExclusiveIfPresent(file)).isEmpty();
    }
    try (SharedExclusiveLock alone =
        SharedExclusiveLock.tryExclusiveIfPresent(file).orElseThrow()) {
      alone.requireExclusive();
    }
  }

  /** And says so, once. */
  @Test
  void whoComesWhileItIsHeldAloneWaits() throws Exception {
    Path file = folder.resolve("store");
    AtomicInteger said = new AtomicInteger();
    AtomicBoolean got = new AtomicBoolean();
    SharedExclusiveLock alone = SharedExclusiveLock.exclusive(file, said::incrementAndGet);
    assertThat(said).hasValue(0);
    Thread other =
        new Thread(
            () -> {
              try (SharedExclusiveLock use =
                  SharedExclusiveLock.shared(file, said::incrementAndGet)) {
                got.set(true);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    other.start();
    while (said.get() == 0) {
      Thread.onSpinWait();
    }
    assertThat(got).isFalse();
    alone.close();
    other.join();
    assertThat(got).isTrue();
    assertThat(said).hasValue(1);
  }
}
