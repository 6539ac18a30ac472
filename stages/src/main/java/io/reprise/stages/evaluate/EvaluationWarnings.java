package io.reprise.stages.evaluate;

import io.reprise.schemas.text.Numbers;
import io.reprise.stages.network.ChanceLevel;
import io.reprise.stages.network.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What an evaluation should not look like.
 *
 * @param classes of the examples
 * @param modelClasses that the model was trained for
 * @param validation of the model's training
 * @param copies how many of the examples are changed copies, though they are not of training
 */
record EvaluationWarnings(
    ClassMeasures measures,
    List<String> classes,
    List<String> modelClasses,
    Optional<Validation> validation,
    long copies) {

  /** Test may be worse than validation by less than this, or by chance, without a mistake. */
  private static final double GAP = 0.1;

  private static final double STANDARD_ERRORS = 3;

  EvaluationWarnings {
    classes = List.copyOf(classes);
    modelClasses = List.copyOf(modelClasses);
  }

  /** One line each. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    neverPredicted().ifPresent(lines::add);
    withoutExamples().ifPresent(lines::add);
    changedCopies().ifPresent(lines::add);
    // Of these three, the first says why the others would be said.
    otherClasses().or(this::worseThanValidation).or(this::guessing).ifPresent(lines::add);
    return lines;
  }

  private Optional<String> otherClasses() {
    return classes.equals(modelClasses)
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "the model was trained for the classes %s, but the examples have %s",
                String.join(", ", modelClasses),
                String.join(", ", classes)));
  }

  private Optional<String> neverPredicted() {
    IntPredicate never = label -> measures.support(label) > 0 && measures.predicted(label) == 0;
    long rows = labels(never).mapToLong(measures::support).sum();
    return rows == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s never predicted, though %d of %d examples are of %s: were there any in training?",
                named(never, "is", "are"),
                rows,
                measures.rows(),
                labels(never).count() == 1 ? "it" : "them"));
  }

  private Optional<String> withoutExamples() {
    IntPredicate empty = label -> measures.support(label) == 0;
    return labels(empty).count() == 0
        ? Optional.empty()
        : Optional.of(named(empty, "has", "have") + " no examples");
  }

  private Optional<String> changedCopies() {
    return copies == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%d of %d examples are copies that an augment stage has changed: the accuracy is not"
                    + " that of the images; evaluate the output of ingest",
                copies,
                measures.rows()));
  }

  private IntStream labels(IntPredicate chosen) {
    return IntStream.range(0, classes.size()).filter(chosen);
  }

  /** Such as {@code classes 0 (zero), 4 (four) are}. */
  private String named(IntPredicate chosen, String one, String several) {
    String names =
        labels(chosen)
            .mapToObj(label -> label + " (" + classes.get(label) + ")")
            .collect(Collectors.joining(", "));
    return labels(chosen).count() == 1
        ? "class " + names + " " + one
        : "classes " + names + " " + several;
  }

  private Optional<String> worseThanValidation() {
    double accuracy = measures.accuracy();
    return validation
        .filter(before -> before.accuracy() - accuracy > Math.max(GAP, chance(before, accuracy)))
        .map(
            before ->
                String.format(
                    Locale.ROOT,
                    "accuracy %s is far below the %s of validation in training: are these"
                        + " examples of the same kind, and read in the same way?",
                    Numbers.fixed(accuracy, 4),
                    Numbers.fixed(before.accuracy(), 4)));
  }

  private double chance(Validation before, double accuracy) {
    return STANDARD_ERRORS
        * Math.sqrt(
            variance(before.accuracy(), before.rows()) + variance(accuracy, measures.rows()));
  }

  /** Of an estimated fraction. */
  private static double variance(double fraction, long rows) {
    return rows == 0 ? 1 : fraction * (1 - fraction) / rows;
  }

  private Optional<String> guessing() {
    List<Long> support = labels(label -> true).mapToObj(measures::support).toList();
    return new ChanceLevel(support, classes)
        .warning(measures.accuracy())
        .map(line -> line + "; look at the model's training, and at these labels");
  }
}
