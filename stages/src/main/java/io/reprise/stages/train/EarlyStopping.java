package io.reprise.stages.train;

import io.reprise.schemas.record.Epoch;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import java.util.List;

/**
 * Which epoch was the best, and when it is long ago enough to stop. A function of the history, so
 * that a continued training decides as an undisturbed one.
 *
 * @param patience epochs without a new best one before stopping; 0 to never stop early
 * @param criterion what epochs are compared by
 */
record EarlyStopping(int patience, Criterion criterion) {

  private static final String NAME = "earlyStopping";

  static ParameterType type() {
    return ParameterType.struct(
        Parameter.required(
            "patience", ParameterType.integer(1, 100_000), "epochs without a new best one"),
        Parameter.withDefault(
            "on",
            Criterion.type(),
            "loss",
            Criterion.HELP + "; the model has the best epoch's parameters"));
  }

  static EarlyStopping of(Settings settings) {
    if (!settings.has(NAME)) {
      return new EarlyStopping(0, Criterion.LOSS);
    }
    Settings declared = settings.struct(NAME);
    return new EarlyStopping(declared.integer("patience"), Criterion.of(declared.text("on")));
  }

  boolean isOn() {
    return patience > 0;
  }

  /** From 1, the first of equals; by the training loss where nothing was validated. */
  int bestEpoch(List<Epoch> history) {
    int best = 0;
    for (int i = 1; i < history.size(); i++) {
      if (criterion.cost(history.get(i)) < criterion.cost(history.get(best))) {
        best = i;
      }
    }
    return best + 1;
  }

  boolean stopsAfter(List<Epoch> history) {
    return isOn() && !history.isEmpty() && history.size() - bestEpoch(history) >= patience;
  }
}
