package io.reprise.pipelines.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UseLockTest {

  @TempDir Path folder;

  /** Its last user has removed it: nothing is left behind by who looks. */
  @Test
  void lockThatIsGoneIsNotMadeAnew() throws IOException {
    assertThat(UseLock.aloneIfThere(folder.resolve("running"))).isEmpty();
    assertThat(UseLock.aloneIfThere(folder.resolve("gone/running"))).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void lockThatIsThereIsTakenUnlessItIsHeld() throws IOException {
    Path file = Files.createFile(folder.resolve("running"));
    try (UseLock held = UseLock.together(file)) {
      assertThat(UseLock.aloneIfThere(file)).isEmpty();
    }
    try (UseLock alone = UseLock.aloneIfThere(file).orElseThrow()) {
      alone.requireAlone();
    }
  }
}
