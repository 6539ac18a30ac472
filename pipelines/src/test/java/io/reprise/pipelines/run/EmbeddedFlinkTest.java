package io.reprise.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.Sum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the tests on Flink rely on: it works here, and tries again what has failed. */
@Timeout(120)
class EmbeddedFlinkTest {

  private static final AtomicInteger FAILURES = new AtomicInteger();
  private static final AtomicInteger PROCESSED = new AtomicInteger();
  private static final AtomicLong SUM = new AtomicLong();

  @TempDir Path folder;

  @Test
  void taskThatFailsInItsMiddleIsTriedAgainWithoutATraceOfItsFirstAttempt() throws IOException {
    FAILURES.set(1);
    PROCESSED.set(0);
    assertThat(sumOfAHundred()).isEqualTo(PipelineResult.State.DONE);
    assertThat(SUM.get()).isEqualTo(4950);
    assertThat(PROCESSED.get()).isGreaterThan(100);
  }

  @Test
  void jobOfATaskThatFailsAgainAndAgainFails() {
    FAILURES.set(Integer.MAX_VALUE);
    assertThatThrownBy(this::sumOfAHundred).rootCause().hasMessage("57 is not for us");
    assertThat(FAILURES.get()).isEqualTo(Integer.MAX_VALUE - 3);
  }

  private PipelineResult.State sumOfAHundred() throws IOException {
    Pipeline beam = Pipeline.create(EmbeddedFlink.options(folder));
    beam.apply(Create.of(LongStream.range(0, 100).boxed().toList()))
        .apply(Reshuffle.viaRandomKey())
        .apply(ParDo.of(new FailingFn()))
        .apply(Sum.longsGlobally())
        .apply(ParDo.of(new NoteFn()));
    return beam.run().waitUntilFinish();
  }

  private static final class FailingFn extends DoFn<Long, Long> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Long element, OutputReceiver<Long> output) {
      PROCESSED.incrementAndGet();
      if (element == 57 && FAILURES.getAndDecrement() > 0) {
        throw new IllegalStateException("57 is not for us");
      }
      output.output(element);
    }
  }

  private static final class NoteFn extends DoFn<Long, Void> {

    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Long element) {
      SUM.set(element);
    }
  }
}
