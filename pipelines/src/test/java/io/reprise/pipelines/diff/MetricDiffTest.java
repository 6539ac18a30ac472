package io.reprise.pipelines.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.reprise.schemas.record.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricDiffTest {

  @Test
  void metricThatIsThereTwiceIsComparedTwice() {
    List<MetricDiff> diffs =
        MetricDiff.between(
            List.of(metric("a", 1), metric("a", 3)), List.of(metric("a", 2), metric("a", 3)));

    assertThat(diffs)
        .extracting(diff -> diff.id().name(), diff -> diff.differs(0))
        .containsExactly(tuple("a", true), tuple("a (2)", false));
  }

  @Test
  void stageOfSeveralOutputsOfMetricsMeasuresThemAll() {
    assertThat(new MetricDiff.Id("score.a", null, "x", null).measuring()).isEqualTo("score");
    assertThat(new MetricDiff.Id("score", null, "x", null).measuring()).isEqualTo("score");
  }

  @Test
  void classNumbersHaveNoDifference() {
    MetricDiff diff =
        MetricDiff.between(List.of(metric("majorityLabel", 1)), List.of(metric("majorityLabel", 9)))
            .get(0);

    assertThat(diff.differs(0)).isTrue();
    assertThat(diff.differs(10)).isTrue();
    assertThat(diff.delta()).isNull();
  }

  private static Metric metric(String name, double value) {
    return new Metric("s", "test", name, null, value);
  }
}
