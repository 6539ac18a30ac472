package io.reprise.pipelines.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    try (SharedExclusiveLock held = SharedExclusiveLock.shared(file)) {
      assertThat(SharedExclusiveLock.tryExclusiveIfPresent(file)).isEmpty();
    }
    try (SharedExclusiveLock alone =
        SharedExclusiveLock.tryExclusiveIfPresent(file).orElseThrow()) {
      alone.requireExclusive();
    }
  }
}
