package io.reprise.stages.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reprise.stages.network.Validation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClassMeasuresTest {

  private static final double EXACT = 1e-12;

  /** Class 2 is never predicted, class 3 has no examples. */
  private static final ClassMeasures MEASURES =
      new ClassMeasures(new long[][] {{6, 2, 0, 0}, {1, 3, 0, 0}, {2, 1, 0, 1}, {0, 0, 0, 0}});

  @Test
  void measuresAreThoseOfScikitLearn() {
    // classification_report(..., labels=[0, 1, 2, 3], zero_division=0)
    assertThat(MEASURES.accuracy()).isCloseTo(9 / 16.0, within(EXACT));
    assertThat(MEASURES.precision(0)).isCloseTo(6 / 9.0, within(EXACT));
    assertThat(MEASURES.recall(0)).isCloseTo(6 / 8.0, within(EXACT));
    assertThat(MEASURES.f1(0)).isCloseTo(12 / 17.0, within(EXACT));
    assertThat(MEASURES.f1(1)).isCloseTo(0.6, within(EXACT));
    assertThat(MEASURES.macro(MEASURES::f1)).isCloseTo((12 / 17.0 + 0.6) / 4, within(EXACT));
    assertThat(MEASURES.weighted(MEASURES::f1))
        .isCloseTo((8 * 12 / 17.0 + 4 * 0.6) / 16, within(EXACT));
    assertThat(MEASURES.weighted(MEASURES::recall)).isCloseTo(MEASURES.accuracy(), within(EXACT));
  }

  @Test
  void undefinedMeasuresAreZero() {
    assertThat(MEASURES.precision(2)).isZero();
    assertThat(MEASURES.recall(3)).isZero();
    assertThat(MEASURES.f1(3)).isZero();
  }

  @Test
  void classesNeverPredictedOrWithoutExamplesAreSaidAloud() {
    List<String> classes = List.of("a", "b", "c", "d");
    assertThat(warnings(MEASURES, classes, classes))
        .containsExactly(
            "class 2 (c) is never predicted, though 4 of 16 examples are of it: were there any in"
                + " training?",
            "class 3 (d) has no examples");
    assertThat(warnings(new ClassMeasures(new long[3][3]), List.of("a", "b", "c"), classes))
        .contains("classes 0 (a), 1 (b), 2 (c) have no examples");
  }

  @Test
  void otherClassNamesThanTheModelsAreSaidAloud() {
    assertThat(
            warnings(
                new ClassMeasures(new long[][] {{1, 0}, {0, 1}}),
                List.of("cat", "dog"),
                List.of("dog", "cat")))
        .containsExactly(
            "the model was trained for the classes dog, cat, but the examples have cat, dog");
  }

  @Test
  void testFarBelowValidationIsSaidAloud() {
    ClassMeasures measures = new ClassMeasures(new long[][] {{50, 0}, {30, 20}});
    assertThat(warnings(measures, new Validation(1000, 930)))
        .containsExactly(
            "accuracy 0.7000 is far below the 0.9300 of validation in training: are these examples"
                + " of the same kind, and read in the same way?");
    assertThat(warnings(measures, new Validation(1000, 790))).isEmpty();
    // 0.2 more, but no more than three standard errors of the difference
    assertThat(warnings(measures, new Validation(20, 18))).isEmpty();
  }

  @Test
  void accuracyOfGuessingIsSaidAloud() {
    assertThat(warnings(new ClassMeasures(new long[][] {{30, 30}, {20, 20}}), new Validation(0, 0)))
        .containsExactly(
            "accuracy 0.5000 on 100 examples is hardly better than guessing: always saying 'a'"
                + " gives 0.6000; look at the model's training, and at these labels");
    assertThat(warnings(new ClassMeasures(new long[][] {{45, 15}, {20, 20}}), new Validation(0, 0)))
        .isEmpty();
  }

  private static List<String> warnings(ClassMeasures measures, Validation validation) {
    List<String> classes = List.of("a", "b");
    return new EvaluationWarnings(measures, classes, classes, Optional.of(validation), 0).lines();
  }

  private static List<String> warnings(
      ClassMeasures measures, List<String> classes, List<String> modelClasses) {
    return new EvaluationWarnings(measures, classes, modelClasses, Optional.empty(), 0).lines();
  }

  @Test
  void sumOfTalliesDoesNotDependOnTheirOrder() {
    Tally first = tally(0, 1, 1e16);
    Tally second = tally(1, 1, 1);
    Tally third = tally(1, 1, -1e16);
    for (List<Tally> order :
        List.of(List.of(first, second, third), List.of(third, first, second))) {
      Tally one = new Tally(0);
      order.forEach(one::add);
      assertThat(one.logLoss()).isEqualTo(1);
      assertThat(one.confusion()).isDeepEqualTo(new long[][] {{0, 1}, {0, 2}});
      Tally merged = new Tally(0);
      merged.add(one);
      merged.add(first);
      assertThat(merged.logLoss()).isEqualTo(1e16); // 1 is lost in rounding, once, at the end
      assertThat(merged.confusion()).isDeepEqualTo(new long[][] {{0, 2}, {0, 2}});
    }
  }

  private static Tally tally(int label, int predicted, double logLoss) {
    Tally tally = new Tally(2);
    tally.add("test", label, predicted);
    tally.addLogLoss(logLoss);
    return tally;
  }
}
