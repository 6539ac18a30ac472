package io.reprise.pipelines.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.OneWorkerStage;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.Work;
import io.reprise.stages.spi.WriteFiles;
import io.reprise.stages.spi.WrittenFile;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stage that one worker does is the same to its user on Beam's runner and without it. */
@Timeout(60)
class StageExecutorTest {

  /** What the work of the stage does, which is serialised on its way to Beam's worker. */
  private static volatile Work work = attempt -> {};

  private enum Way {
    WITHOUT_RUNNER,
    ON_THE_DIRECT_RUNNER;

    Stage stage() {
      return this == WITHOUT_RUNNER ? new Whole() : new OnBeam();
    }
  }

  /** Its context is the test's. */
  private static final class Whole extends OneWorkerStage {
    @Override
    public StageType type() {
      return new StageType(
          "whole", "", "", List.of(), List.of(), List.of(StageType.output("x", Content.FILES, "")));
    }

    @Override
    public Work work(StageContext context) {
      return attempt -> work.run(attempt);
    }
  }

  /** The same, as a runner of Beam's gets it. */
  private record OnBeam() implements Stage {
    @Override
    public StageType type() {
      return new Whole().type();
    }

    @Override
    public PCollection<WrittenFile> expand(Pipeline beam, StageContext context) {
      return new Whole().expand(beam, context);
    }
  }

  @TempDir Path folder;

  private StageContext context;

  @BeforeEach
  void makeContext() {
    context =
        new StageContext(
            new Settings(Map.of()),
            Map.of(),
            Map.of(),
            Map.of(),
            folder + "/",
            folder + "/keep/k/");
  }

  @ParameterizedTest
  @EnumSource
  void writesItsOutputsInTheStagesClassLoader(Way way) throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    List<WrittenFile> files;
    try (URLClassLoader other = new URLClassLoader(new URL[0], before)) {
      Thread.currentThread().setContextClassLoader(other);
      work =
          attempt ->
              attempt.writeText(
                  "x", "x.txt", "" + (Thread.currentThread().getContextClassLoader() == before));
      files = execute(way);
      assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(other);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
    assertThat(files).extracting(WrittenFile::path).containsExactly("out/x/x.txt");
    assertThat(Path.of(files.get(0).uri())).hasContent("true");
    assertThat(files.get(0).digest()).isEqualTo(Digest.of("true"));
    assertThat(files.get(0).bytes()).isEqualTo(4);
  }

  @ParameterizedTest
  @EnumSource
  void failureIsSaidInTheWorksWords(Way way) {
    expectFailure(
        way,
        attempt -> {
          throw new ReportedException("row 17 is empty");
        },
        "row 17 is empty");
    expectFailure(
        way,
        attempt -> {
          throw new IOException("the disk\nis slow", new ReportedException("row 18 is empty"));
        },
        "row 18 is empty");
    expectFailure(
        way,
        attempt -> {
          throw new IOException("the disk\nis slow");
        },
        "IOException: the disk (--verbose shows where)");
    expectFailure(
        way,
        attempt -> {
          throw new StackOverflowError();
        },
        "StackOverflowError (--verbose shows where)");
  }

  private void expectFailure(Way way, Work failing, String message) {
    work = failing;
    assertThatThrownBy(() -> execute(way))
        .isInstanceOf(ReportedException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @EnumSource
  void interruptedWorkHasEndedWhenTheStageHas(Way way) throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    work =
        attempt -> {
          try {
            started.countDown();
            Thread.sleep(60_000);
          } finally {
            Thread.interrupted();
            Thread.sleep(200); // to clear up
            ended.countDown();
          }
        };
    assertThat(interruptAfter(way, started)).isInstanceOf(InterruptedException.class);
    assertThat(ended.getCount()).isZero();
  }

  private static final AtomicInteger AT_WORK = new AtomicInteger();
  private static final CountDownLatch BOTH = new CountDownLatch(2);

  /** Two elements, of which one fails when the other is at work. */
  private record HalfFailing() implements Stage {
    @Override
    public StageType type() {
      return new Whole().type();
    }

    @Override
    public PCollection<WrittenFile> expand(Pipeline beam, StageContext context) {
      return beam.apply(Create.of("fails", "works"))
          .apply(Reshuffle.viaRandomKey())
          .apply(ParDo.of(new HalfFailingFn()))
          .setCoder(WriteFiles.CODER);
    }
  }

  private static final class HalfFailingFn extends DoFn<String, WrittenFile> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element String element) throws InterruptedException {
      AT_WORK.incrementAndGet();
      try {
        BOTH.countDown();
        BOTH.await();
        if (element.equals("fails")) {
          throw new ReportedException("row 17 is empty");
        }
        Thread.sleep(60_000);
      } finally {
        AT_WORK.decrementAndGet();
      }
    }
  }

  @Test
  void noWorkerGoesOnAfterAnotherHasFailed() {
    assertThatThrownBy(
            () -> new StageExecutor(new LocalRunner(2)).execute(new HalfFailing(), context))
        .hasMessage("row 17 is empty");
    assertThat(BOTH.getCount()).isZero();
    assertThat(AT_WORK.get()).isZero();
  }

  @Test
  void workThatTakesNoNoticeOfAnInterruptionIsGivenUp() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    work =
        attempt -> {
          started.countDown();
          while (released.getCount() > 0) {
            Thread.onSpinWait();
          }
        };
    assertThat(interruptAfter(Way.WITHOUT_RUNNER, started))
        .isInstanceOf(InterruptedException.class);
    released.countDown();
  }

  /** How the stage ends. */
  private Throwable interruptAfter(Way way, CountDownLatch started) throws Exception {
    FutureTask<Throwable> execution =
        new FutureTask<>(
            () -> {
              try {
                execute(way);
                return new AssertionError("it went on");
              } catch (InterruptedException e) {
                return e;
              }
            });
    Thread thread = new Thread(execution);
    thread.start();
    started.await();
    thread.interrupt();
    return execution.get(20, TimeUnit.SECONDS);
  }

  private List<WrittenFile> execute(Way way) throws InterruptedException {
    return new StageExecutor(new LocalRunner(1)).execute(way.stage(), context);
  }
}
