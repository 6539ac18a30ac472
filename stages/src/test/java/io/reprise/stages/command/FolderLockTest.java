package io.reprise.stages.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

  @TempDir Path folder;

  @Test
  @Timeout(60)
  void anotherProcessWaitsUntilItIsClosed() throws Exception {
    Path file = folder.resolve("work.lock");
    Process other;
    try (FolderLock held = FolderLock.acquire(file)) {
      assertThat(held).isNotNull();
      other =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Other.class.getName(),
                  file.toString())
              .redirectErrorStream(true)
              .start();
      BufferedReader out = other.inputReader(StandardCharsets.UTF_8);
      assertThat(out.readLine()).isEqualTo("tries");
      assertThat(other.waitFor(500, TimeUnit.MILLISECONDS)).as("while it is held").isFalse();
    }
    assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(other.exitValue()).isZero();
    assertThat(Files.exists(file)).as("nothing is left").isFalse();
  }

  /** The other process. */
  static final class Other {

    private Other() {}

    public static void main(String[] arguments) throws Exception {
      System.out.println("tries");
      FolderLock.acquire(Path.of(arguments[0])).close();
    }
  }
}
