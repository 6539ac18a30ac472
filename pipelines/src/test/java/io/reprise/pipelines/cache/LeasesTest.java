package io.reprise.pipelines.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeasesTest {

  private static final Leases LEASES = new Leases(Duration.ofSeconds(60));

  @TempDir private Path folder;

  @Test
  void oneAloneKeepsAllOthersOut() throws IOException {
    Path file = folder.resolve("lock");
    ProcessLock alone = LEASES.tryLock(file, true).orElseThrow();
    assertThat(LEASES.tryLock(file, true)).isEmpty();
    assertThat(LEASES.tryLock(file, false)).isEmpty();
    assertThat(alone.isHeld()).isTrue();
    alone.close();
    assertThat(alone.isHeld()).isFalse();
    assertThat(LEASES.tryLock(file, true)).isPresent();
  }

  @Test
  void manyTogetherKeepOutOneAlone() throws IOException {
    Path file = folder.resolve("lock");
    ProcessLock one = LEASES.tryLock(file, false).orElseThrow();
    ProcessLock two = LEASES.tryLock(file, false).orElseThrow();
    assertThat(LEASES.tryLock(file, true)).isEmpty();
    one.close();
    assertThat(LEASES.tryLock(file, true)).isEmpty();
    two.close();
    assertThat(LEASES.tryLock(file, true)).isPresent();
  }

  @Test
  void signsOfLifeKeepALeaseThatIsShorterThanTheWork() throws Exception {
    Path file = folder.resolve("lock");
    Leases shortest = new Leases(Duration.ofSeconds(1));
    try (ProcessLock alone = shortest.tryLock(file, true).orElseThrow()) {
      Thread.sleep(1_500);
      assertThat(shortest.tryLock(file, true)).isEmpty();
      assertThat(alone.isHeld()).isTrue();
    }
  }

  @Test
  void sleeperAmongManyFindsThatOneHasTheFileAlone() throws IOException {
    Path file = folder.resolve("lock");
    ProcessLock sleeper = LEASES.tryLock(file, false).orElseThrow();
    assertThat(sleeper.isHeld()).isTrue();
    letExpire(file);
    ProcessLock alone = LEASES.tryLock(file, true).orElseThrow();
    assertThat(sleeper.isHeld()).isFalse();
    alone.close();
    assertThat(sleeper.isHeld()).as("its file is gone").isFalse();
  }

  /** It gives up when it sees the others, whose leases hold. */
  @Test
  void whoeverTriesToHaveItAloneEndsNobodysLease() throws Exception {
    Path file = folder.resolve("lock");
    ProcessLock one = LEASES.tryLock(file, false).orElseThrow();
    AtomicInteger lost = new AtomicInteger();
    Thread asking =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < 100; i++) {
                  lost.addAndGet(one.isHeld() ? 0 : 1);
                }
              } catch (IOException e) {
                lost.incrementAndGet();
              }
            });
    asking.start();
    while (asking.isAlive()) {
      assertThat(LEASES.tryLock(file, true)).isEmpty();
    }
    asking.join();
    assertThat(lost).hasValue(0);
  }

  @Test
  void sleeperFindsThatItsLeaseIsAnothers() throws IOException {
    Path file = folder.resolve("lock");
    ProcessLock sleeper = LEASES.tryLock(file, true).orElseThrow();
    letExpire(file);
    ProcessLock next = LEASES.tryLock(file, true).orElseThrow();
    assertThat(sleeper.isHeld()).isFalse();
    assertThat(next.isHeld()).isTrue();
    sleeper.close();
    assertThat(next.isHeld()).isTrue();
    assertThat(LEASES.tryLock(file, true)).isEmpty();
    next.close();
    ProcessLock third = LEASES.tryLock(file, true).orElseThrow();
    assertThat(sleeper.isHeld()).isFalse();
    assertThat(third.isHeld()).isTrue();
  }

  /** The next may not have come to remove what the sleeper left. */
  @Test
  void sleeperFindsTheNextNumberWhileItsOwnFileIsThere() throws IOException {
    Path file = folder.resolve("lock");
    ProcessLock sleeper = LEASES.tryLock(file, true).orElseThrow();
    Path next = LeaseFolder.of(file).resolve("alone-000000000002");
    Files.writeString(next, "held 60000 of another machine\n");
    assertThat(sleeper.isHeld()).isFalse();
    Files.delete(next);
    assertThat(sleeper.isHeld()).isTrue();
  }

  @Test
  void sleeperAmongManyFindsThatOneHadItAloneMeanwhile() throws IOException {
    Path file = folder.resolve("lock");
    ProcessLock sleeper = LEASES.tryLock(file, false).orElseThrow();
    letExpire(file);
    ProcessLock alone = LEASES.tryLock(file, true).orElseThrow();
    assertThat(sleeper.isHeld()).isFalse();
    sleeper.close();
    assertThat(LEASES.tryLock(file, true)).isEmpty();
    alone.close();
  }

  @Test
  void sleeperThatWakesInTimeGoesOn() throws IOException {
    Path file = folder.resolve("lock");
    ProcessLock sleeper = LEASES.tryLock(file, true).orElseThrow();
    letExpire(file);
    assertThat(sleeper.isHeld()).isTrue();
    assertThat(LEASES.tryLock(file, true)).isEmpty();
    sleeper.close();
  }

  @Test
  void ofManyAtOnceOneHasItAlone() throws Exception {
    Path file = folder.resolve("lock");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger turns = new AtomicInteger();
    Callable<Void> worker =
        () -> {
          while (turns.get() < 30) {
            Optional<ProcessLock> lock = LEASES.tryLock(file, turns.get() % 3 != 0);
            if (lock.isPresent()) {
              turns.incrementAndGet();
              lock.get().close();
            }
          }
          return null;
        };
    Callable<Void> alone =
        () -> {
          for (int i = 0; i < 10; i++) {
            try (ProcessLock lock = LEASES.lock(file, true)) {
              assertThat(inside.incrementAndGet()).isEqualTo(1);
              Thread.yield();
              assertThat(inside.decrementAndGet()).isZero();
            }
          }
          return null;
        };
    try {
      List<Callable<Void>> all =
          IntStream.range(0, 8).mapToObj(i -> i % 2 == 0 ? alone : worker).toList();
      for (Future<Void> task : threads.invokeAll(all)) {
        task.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whoeverComesWhileTheDeadAreRemovedIsNotTakenForOneOfThem() throws Exception {
    Path file = folder.resolve("lock");
    CountDownLatch came = new CountDownLatch(1);
    CountDownLatch isFree = new CountDownLatch(1);
    LeaseFolder slow =
        new LeaseFolder(file) {
          @Override
          long last() throws IOException {
            came.countDown();
            await(isFree);
            return super.last();
          }
        };
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      AtomicReference<Future<Optional<Lease>>> shared = new AtomicReference<>();
      LeaseFolder first =
          new LeaseFolder(file) {
            @Override
            List<Path> shared() throws IOException {
              List<Path> others = super.shared();
              if (shared.get() == null) {
                shared.set(thread.submit(() -> slow.tryShared(Duration.ofSeconds(60))));
                await(came);
              }
              return others;
            }
          };
      first.tryExclusive(Duration.ofSeconds(60)).orElseThrow().close();
      isFree.countDown();
      try (Lease lease = Objects.requireNonNull(shared.get()).get().orElseThrow()) {
        assertThat(lease.isHeld()).isTrue();
        assertThat(LEASES.tryLock(file, true)).isEmpty();
      }
    } finally {
      isFree.countDown();
      thread.shutdownNow();
    }
  }

  @Test
  void leaseOfWhichAPartIsWrittenHoldsAsLongAsByDefault() throws IOException {
    Path file = folder.resolve("lock");
    Path lease = LeaseFolder.of(file).resolve("alone-000000000001");
    Files.createDirectories(lease.getParent());
    for (String part : List.of("", "held", "held 6", "held x", "\0\0\0\0\0\0")) {
      Files.writeString(lease, part);
      Files.setLastModifiedTime(lease, FileTime.from(Instant.now().minusSeconds(30)));
      assertThat(LEASES.tryLock(file, true)).as(part).isEmpty();
    }
    letExpire(file);
    assertThat(LEASES.tryLock(file, true)).isPresent();
  }

  @Test
  void whereLeasesAreUsedNobodyTakesTheSystemsLocks() throws IOException {
    Path store = folder.resolve("store");
    assertThat(LockKind.of(store)).isInstanceOf(SystemLocks.class);
    LEASES.tryLock(store, false).orElseThrow().close();
    assertThat(LockKind.of(store)).isInstanceOf(Leases.class);
    assertThat(LockKind.of(folder.resolve("a key"))).isInstanceOf(Leases.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"leases:soon", "leases:0", "leases:-1", "leases:9223372036854775807"})
  void wrongNameOfAKindIsSaid(String name) {
    System.setProperty(LockKind.PROPERTY, name);
    try {
      assertThatThrownBy(
              () -> LockKind.of(folder.resolve("lock")).tryLock(folder.resolve("lock"), true))
          .isInstanceOf(ReportedException.class)
          .hasMessage("REPRISE_LOCKS=" + name + ": is none of system, leases and leases:SECONDS");
    } finally {
      System.clearProperty(LockKind.PROPERTY);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** As if the process had stood still: its signs of life, every ten seconds, are old. */
  private static void letExpire(Path file) throws IOException {
    for (Path lease : Disk.childrenOf(LeaseFolder.of(file))) {
      Files.setLastModifiedTime(lease, FileTime.from(Instant.now().minusSeconds(61)));
    }
  }
}
