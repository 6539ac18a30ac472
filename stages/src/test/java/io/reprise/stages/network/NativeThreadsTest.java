package io.reprise.stages.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class NativeThreadsTest {

  @Test
  void threadsGiveTheBytesOfAProcessThatWasStartedWithThem() throws Exception {
    List<String> here = List.of(NativeTrial.digest(2), NativeTrial.digest(1));
    assertThat(inProcessOfItsOwn("1", "1")).containsExactly(here.get(1));
    assertThat(inProcessOfItsOwn("7", "2", "1")).isEqualTo(here);
  }

  @Test
  void trainingsSideBySideDoNotDisturbEachOther() throws Exception {
    List<Integer> threads = List.of(1, 2, 1, 3, 2, 1);
    List<String> alone = new ArrayList<>();
    for (int count : threads) {
      alone.add(NativeTrial.digest(count));
    }
    assertThat(alone.get(0)).isNotEqualTo(alone.get(1)); // else this test tests nothing
    ExecutorService executor = Executors.newFixedThreadPool(threads.size());
    List<Future<String>> together = new ArrayList<>();
    for (int count : threads) {
      together.add(executor.submit(() -> NativeTrial.digest(count)));
    }
    for (int i = 0; i < alone.size(); i++) {
      assertThat(together.get(i).get()).isEqualTo(alone.get(i));
    }
    executor.shutdown();
  }

  private static List<String> inProcessOfItsOwn(String environmentThreads, String... threads)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                NativeTrial.class.getName()));
    command.addAll(List.of(threads));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OMP_NUM_THREADS", environmentThreads);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return output.lines().toList();
  }
}
