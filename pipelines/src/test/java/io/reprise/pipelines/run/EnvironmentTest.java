package io.reprise.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EnvironmentTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void commandThatHangsIsGivenUpAndEnded() {
    String seconds = "98.0" + ProcessHandle.current().pid();
    assertThat(Environment.ask(new ProcessBuilder("sleep", seconds), Duration.ofMillis(300)).join())
        .isEmpty();
    while (ProcessHandle.current().children().anyMatch(child -> isCalled(child, seconds))) {
      Thread.onSpinWait(); // until the time is up, if it is not ended
    }
  }

  private static boolean isCalled(ProcessHandle process, String argument) {
    return process.info().commandLine().orElse("").endsWith(argument);
  }

  @Test
  void whatACommandPrintsIsItsAnswer() {
    assertThat(Environment.ask(new ProcessBuilder("echo", "abc"), LONG).join()).contains("abc");
  }

  @Test
  void commandThatFailsHasNoAnswer() {
    assertThat(Environment.ask(new ProcessBuilder("sh", "-c", "echo a; exit 3"), LONG).join())
        .isEmpty();
    assertThat(Environment.ask(new ProcessBuilder("/no/such/program"), LONG).join()).isEmpty();
  }
}
