package io.reprise.pipelines.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.MapReduce;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LocalMapReduceTest {

  private static final Set<Integer> BEGUN = new ConcurrentSkipListSet<>();
  private static volatile CountDownLatch second = new CountDownLatch(1);
  private static volatile CountDownLatch failed = new CountDownLatch(1);
  private static volatile CountDownLatch closed = new CountDownLatch(2);

  @BeforeEach
  void begin() {
    BEGUN.clear();
    second = new CountDownLatch(1);
    failed = new CountDownLatch(1);
    closed = new CountDownLatch(2);
  }

  /** The first part fails while the second is being done, which does not heed an interruption. */
  private static final class Failing implements MapReduce<Integer, Integer> {

    private static final long serialVersionUID = 1L;

    @Override
    public List<Integer> parts() {
      return List.of(0, 1, 2, 3, 4);
    }

    @Override
    public Integer map(Integer part, Attempt attempt) throws InterruptedException {
      BEGUN.add(part);
      if (part == 0) {
        second.await();
        throw new ReportedException("part 0 is broken");
      }
      if (part == 1) {
        second.countDown();
        waitUninterrupted(failed);
      }
      return 1;
    }

    private static void waitUninterrupted(CountDownLatch latch) {
      while (true) {
        try {
          latch.await();
          return;
        } catch (InterruptedException e) {
          // on purpose: native code does not heed it either
        }
      }
    }

    @Override
    public Integer nothing() {
      return 0;
    }

    @Override
    public Integer add(Integer sum, Integer more) {
      return sum + more;
    }

    @Override
    public void finish(Integer all, Attempt attempt) {
      throw new AssertionError("it has failed");
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  @Test
  void afterAFailureNoFurtherPartIsBegun() throws Exception {
    StageContext context =
        new StageContext(new Settings(Map.of()), Map.of(), Map.of(), Map.of(), "none/", "none/");

    assertThatThrownBy(() -> new LocalMapReduce(2, context).run(new Failing()))
        .isInstanceOf(ReportedException.class)
        .hasMessage("part 0 is broken");
    failed.countDown();
    assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(BEGUN).containsExactly(0, 1);
  }

  /** Both parts fail, the second long before the first. */
  private static final class FailingTwice implements MapReduce<Integer, Integer> {

    private static final long serialVersionUID = 1L;

    @Override
    public List<Integer> parts() {
      return List.of(0, 1);
    }

    @Override
    public Integer map(Integer part, Attempt attempt) throws InterruptedException {
      if (part == 0) {
        closed.await(); // until the other thread has ended
        TimeUnit.MILLISECONDS.sleep(50);
      }
      throw new ReportedException("part " + part + " is broken");
    }

    @Override
    public Integer nothing() {
      return 0;
    }

    @Override
    public Integer add(Integer sum, Integer more) {
      return sum + more;
    }

    @Override
    public void finish(Integer all, Attempt attempt) {
      throw new AssertionError("it has failed");
    }

    @Override
    public void close() {
      closed.countDown();
    }
  }

  @Test
  void ofTwoFailuresTheOneOfTheLowerPartIsTold() {
    closed = new CountDownLatch(1);
    StageContext context =
        new StageContext(new Settings(Map.of()), Map.of(), Map.of(), Map.of(), "none/", "none/");

    assertThatThrownBy(() -> new LocalMapReduce(2, context).run(new FailingTwice()))
        .hasMessage("part 0 is broken");
  }
}
