package io.reprise.pipelines.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.manifest.RunManifest;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A shared store that fails in every way, at every operation: the run goes on without it. */
@Timeout(120)
class FlakyStoreTest {

  private static final String SHARED = "flaky://host/lab";

  /** Opened when a test has ended, so that no thread of it hangs for ever. */
  private final CountDownLatch end = new CountDownLatch(1);

  /** How often anything was asked of the store since it failed, and how often it has failed. */
  private final AtomicInteger operations = new AtomicInteger();

  private final AtomicInteger faults = new AtomicInteger();

  @TempDir Path folder;

  private Map<String, String> digests;

  @BeforeEach
  void run() throws Exception {
    FlakyFileSystem.reset();
    digests = TinyProject.digests(TinyProject.in(folder.resolve("undisturbed"), new Disk()).run());
  }

  @AfterEach
  void release() {
    end.countDown();
    FlakyFileSystem.reset();
  }

  private TinyProject machine(String name) throws IOException {
    return TinyProject.in(folder.resolve(name), new Disk()).sharing(SHARED);
  }

  @Test
  void worksWhileNothingFails() throws Exception {
    TinyProject one = machine("one");
    assertThat(TinyProject.digests(one.run())).isEqualTo(digests);
    TinyProject two = machine("two");
    assertThat(TinyProject.outcomes(two.run()).values()).containsOnly("cached");
    assertThat(one.warnings()).isEmpty();
    assertThat(two.warnings()).isEmpty();
    assertThat(FlakyFileSystem.files().keySet()).noneMatch(uri -> uri.contains("/scratch/"));
  }

  private void failAt(String operation, int occurrence, String way, boolean forGood) {
    AtomicInteger count = new AtomicInteger();
    FlakyFileSystem.fail(
        (now, file) -> {
          operations.addAndGet(faults.get() > 0 ? 1 : 0);
          boolean due = now.equals(operation) && count.incrementAndGet() == occurrence;
          if (due || (forGood && faults.get() > 0)) {
            faults.incrementAndGet();
            fail(way);
          }
        });
  }

  private void fail(String way) throws IOException {
    switch (way) {
      case "fails" -> throw new IOException("connection reset\nby peer");
      case "throws" -> throw new IllegalStateException("client is closed");
      case "dies" -> throw new NoClassDefFoundError("com/example/Http");
      default -> hang();
    }
  }

  /** As a network mount does, which no interrupt wakes. */
  private void hang() {
    while (end.getCount() > 0) {
      try {
        end.await();
      } catch (InterruptedException e) {
        operations.get(); // to be ignored is the point
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "open, 1",
    "open, 9",
    "create, 1",
    "write, 1",
    "write, 4",
    "close, 1",
    "close, 3",
    "rename, 1",
    "rename, 6"
  })
  void storeThatFailsOnGivingFailsNoRun(String operation, int occurrence) throws Exception {
    for (String way : new String[] {"fails", "throws", "dies"}) {
      FlakyFileSystem.reset();
      faults.set(0);
      failAt(operation, occurrence, way, true);
      TinyProject one = machine("one-" + way);
      expectEqual(one);
      assertThat(TinyProject.outcomes(one.runs().find("latest")).values()).containsOnly("ran");
      FlakyFileSystem.fail((now, file) -> {});
      TinyProject again = machine("one-" + way);
      again.run();
      TinyProject two = machine("two-" + way);
      assertThat(TinyProject.outcomes(two.run()).values())
          .as("given by the next run")
          .containsOnly("cached");
    }
  }

  @ParameterizedTest
  @CsvSource({"open, 1", "open, 5", "read, 1", "read, 4", "finish, 1", "finish, 3"})
  void storeThatFailsOnTakingFailsNoRun(String operation, int occurrence) throws Exception {
    machine("one").run();
    for (String way : new String[] {"fails", "throws", "dies"}) {
      faults.set(0);
      failAt(operation, occurrence, way, true);
      expectEqual(machine("two-" + way));
    }
  }

  @ParameterizedTest
  @CsvSource({"open, 1", "read, 2", "create, 1", "write, 2", "close, 1", "rename, 1"})
  void storeThatHangsIsGivenUp(String operation, int occurrence) throws Exception {
    if (operation.equals("read")) {
      machine("one").run();
    }
    failAt(operation, occurrence, "hangs", false);
    TinyProject two = machine("two").sharing(SHARED, Duration.ofSeconds(2));
    expectEqual(two);
    assertThat(two.warnings().get(0)).endsWith("(no answer for 2 s); going on without it");
    assertThat(operations).as("asked after that").hasValue(0);
  }

  /** What leaves a draft behind takes it away. */
  @Test
  void failedMoveLeavesNoDraft() throws Exception {
    failAt("rename", 1, "fails", false);
    TinyProject one = machine("one");
    assertThat(TinyProject.digests(one.run())).isEqualTo(digests);
    assertThat(FlakyFileSystem.files()).isEmpty();
    assertThat(one.warnings())
        .containsExactly(
            "shared store: flaky://host/lab/ cannot be written (java.io.IOException: connection"
                + " reset); it is only read from");
  }

  /** Whoever may not write there takes what is there. */
  @Test
  void storeThatCannotBeWrittenIsReadFrom() throws Exception {
    machine("one").run();
    FlakyFileSystem.fail(
        (operation, file) -> {
          if (operation.equals("create")) {
            throw new AccessDeniedException(file);
          }
        });
    TinyProject two = TinyProject.in(folder.resolve("two"), new Disk());
    Files.writeString(two.folder().resolve("number.txt"), "200\n");
    two = two.sharing(SHARED);
    assertThat(TinyProject.outcomes(two.run()))
        .isEqualTo(Map.of("a", "cached", "f", "ran", "half", "cached", "sum", "ran"));
    assertThat(two.warnings()).singleElement().asString().contains("cannot be written");
  }

  @Test
  void interruptedRunDoesNotWaitForTheStore() throws Exception {
    CountDownLatch hanging = new CountDownLatch(1);
    FlakyFileSystem.fail(
        (operation, file) -> {
          hanging.countDown();
          hang();
        });
    TinyProject one = machine("one");
    AtomicInteger interruptions = new AtomicInteger();
    Thread run =
        new Thread(
            () -> {
              try {
                one.run();
              } catch (InterruptedException e) {
                interruptions.incrementAndGet();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    run.start();
    assertThat(hanging.await(60, TimeUnit.SECONDS)).isTrue();
    long start = System.nanoTime();
    run.interrupt();
    run.join();
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(10_000);
    assertThat(interruptions).hasValue(1);
    assertThat(one.runs().find("latest").status()).isEqualTo(RunManifest.Status.INTERRUPTED);
    assertThat(one.warnings()).isEmpty();
  }

  /** Done, with one warning. */
  private void expectEqual(TinyProject project) throws Exception {
    RunManifest run = project.run();
    assertThat(faults.get()).as("it did fail").isPositive();
    assertThat(run.status()).isEqualTo(RunManifest.Status.DONE);
    assertThat(TinyProject.digests(run)).isEqualTo(digests);
    assertThat(project.problems()).isEmpty();
    assertThat(project.warnings()).singleElement().asString().doesNotContain("\n");
    assertThat(project.warnings().get(0))
        .startsWith("shared store: flaky://host/lab/ cannot be used (");
  }
}
