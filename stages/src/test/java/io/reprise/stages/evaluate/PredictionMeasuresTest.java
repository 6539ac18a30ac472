package io.reprise.stages.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reprise.schemas.json.JsonMaps;
import io.reprise.stages.Fixture;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Expected values are scikit-learn's: see {@code predictions/make.py} in the resources. */
class PredictionMeasuresTest {

  private static final Offset<Double> EXACT = within(1e-9);

  @Test
  void confusionAndItsMeasuresAreThoseOfScikitLearn() {
    for (Map<String, @Nullable Object> each : Fixture.cases("predictions")) {
      int[] labels = Fixture.integers(each.get("labels"));
      int[] predicted = Fixture.integers(each.get("predicted"));
      int classes = Fixture.matrix(each.get("probabilities"))[0].length;
      Tally tally = new Tally(classes);
      for (int row = 0; row < labels.length; row++) {
        tally.add("test", labels[row], predicted[row]);
      }
      ClassMeasures measures = new ClassMeasures(tally.confusion());
      for (int label = 0; label < classes; label++) {
        assertThat(asDoubles(tally.confusion()[label]))
            .containsExactly(Fixture.matrix(each.get("confusion"))[label]);
      }
      assertThat(measures.accuracy()).isCloseTo(JsonMaps.real(each, "accuracy"), EXACT);
      assertThat(all(classes, measures::precision))
          .containsExactly(Fixture.vector(each.get("precision")), EXACT);
      assertThat(all(classes, measures::recall))
          .containsExactly(Fixture.vector(each.get("recall")), EXACT);
      assertThat(all(classes, measures::f1)).containsExactly(Fixture.vector(each.get("f1")), EXACT);
      assertThat(all(classes, measures::support))
          .containsExactly(Fixture.vector(each.get("support")), EXACT);
      assertThat(averages(measures::macro, measures))
          .containsExactly(Fixture.vector(each.get("macro")), EXACT);
      assertThat(averages(measures::weighted, measures))
          .containsExactly(Fixture.vector(each.get("weighted")), EXACT);
    }
  }

  @FunctionalInterface
  private interface Average {
    double of(IntToDoubleFunction measure);
  }

  private static double[] averages(Average average, ClassMeasures measures) {
    return new double[] {
      average.of(measures::precision), average.of(measures::recall), average.of(measures::f1)
    };
  }

  private static double[] all(int classes, IntToDoubleFunction measure) {
    return IntStream.range(0, classes).mapToDouble(measure).toArray();
  }

  private static double[] asDoubles(long[] counts) {
    return IntStream.range(0, counts.length).mapToDouble(i -> counts[i]).toArray();
  }
}
