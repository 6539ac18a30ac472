package io.reprise.stages.train;

import io.reprise.schemas.record.Epoch;
import io.reprise.stages.spi.ParameterType;
import java.util.Arrays;

/** What epochs are compared by: a column of the history. */
enum Criterion {
  /** The smaller, the better; of training, where nothing is validated. */
  LOSS("loss"),
  /** The larger, the better. */
  ACCURACY("accuracy"),
  /** The smaller, the better. */
  TRAIN_LOSS("trainLoss");

  /** For the help of parameters. */
  static final String HELP = "loss and accuracy are of validation, trainLoss of training";

  private final String word;

  Criterion(String word) {
    this.word = word;
  }

  static ParameterType type() {
    return ParameterType.choice(
        Arrays.stream(values()).map(each -> each.word).toArray(String[]::new));
  }

  static Criterion of(String word) {
    return Arrays.stream(values())
        .filter(each -> each.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no criterion is called " + word));
  }

  boolean needsValidation() {
    return this != TRAIN_LOSS;
  }

  /** The smaller, the better. */
  double cost(Epoch epoch) {
    Double loss = epoch.getValidationLoss();
    Double accuracy = epoch.getValidationAccuracy();
    if (this == TRAIN_LOSS || loss == null) {
      return epoch.getTrainLoss();
    }
    return this == ACCURACY && accuracy != null ? -accuracy : loss;
  }
}
