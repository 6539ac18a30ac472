package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.cache.SharedExclusiveLock;
import io.reprise.pipelines.cache.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that put something into the folder of a run, which gc removes meanwhile. */
class RemovedRunTest {

  @TempDir private Path home;

  private CommandProject project;
  private String run;

  @BeforeEach
  void oneRun() throws IOException {
    project = CommandProject.with(home, CommandProject.CHAIN);
    run = project.run().id();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pin RUN", "note RUN text", "report RUN"})
  void commandWaitsForGcAndFindsTheRunGone(String command) throws Exception {
    FutureTask<Cli.Result> other =
        new FutureTask<>(() -> project.cli(command.replace("RUN", run).split(" ")));
    try (Store store = project.openStore();
        SharedExclusiveLock gc = store.tryLockExclusively().orElseThrow()) {
      assertThat(gc).isNotNull();
      Thread thread = new Thread(other);
      thread.start();
      while (thread.isAlive() && thread.getState() != Thread.State.WAITING) {
        Thread.sleep(5);
      }
      project.runs().delete(List.of(run));
    }
    Cli.Result result = other.get(10, TimeUnit.SECONDS);
    assertThat(result.out())
        .contains("waiting for gc", "error: " + project.runs().folder(run).resolve("run.json"));
    assertThat(result.exitCode()).isEqualTo(ExitCodes.WRONG_USE);
    assertThat(project.runs().folder(run)).doesNotExist();
    assertThat(project.cli("verify").exitCode()).isZero();
  }
}
