package io.reprise.pipelines.run;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.WriteFiles;
import io.reprise.stages.spi.WrittenFile;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;

/**
 * Stages for runs on Flink. They stand alone, since the code that a stage reaches is read: a test
 * reaches Flink's own.
 */
final class FlinkStages {

  private FlinkStages() {}

  /** Of {@link Tens}: tries that are still to fail, and what those that did had written. */
  static final AtomicInteger FAILURES = new AtomicInteger();

  static final List<WrittenFile> LEFT = new CopyOnWriteArrayList<>();

  static final StageType ONLY =
      new StageType(
          "only",
          "",
          "",
          List.of(),
          List.of(),
          List.of(StageType.output("value", Content.FILES, "")));

  static final CountDownLatch STARTED = new CountDownLatch(1);
  static final CountDownLatch RELEASED = new CountDownLatch(1);

  /** One element, whose worker does not end before the test wants it to. */
  static final class Held implements Stage {

    @Override
    public StageType type() {
      return ONLY;
    }

    @Override
    public PCollection<WrittenFile> expand(Pipeline beam, StageContext context) {
      return beam.apply(Create.of(1)).apply(WriteFiles.of(context, Held::write));
    }

    private static void write(int element, Attempt attempt) throws InterruptedException {
      STARTED.countDown();
      RELEASED.await();
      throw new ReportedException("too late");
    }
  }

  /** Ten elements with two files each. */
  static final class Tens implements Stage {

    @Override
    public StageType type() {
      return ONLY;
    }

    @Override
    public PCollection<WrittenFile> expand(Pipeline beam, StageContext context) {
      return beam.apply(Create.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9))
          .apply(Reshuffle.viaRandomKey())
          .apply(WriteFiles.of(context, Tens::write));
    }

    private static void write(int element, Attempt attempt) throws IOException {
      attempt.writeText("value", element + ".txt", "" + element);
      if (element == 7 && FAILURES.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        attempt.writeText("value", "leftover.txt", "");
        LEFT.addAll(attempt.files());
        throw new ReportedException("7 is not for us");
      }
      attempt.writeText("value", element + "-tenfold.txt", "" + 10 * element);
    }
  }
}
