package io.reprise.stages.train;

import io.reprise.schemas.record.Epoch;
import io.reprise.stages.spi.Settings;
import java.util.List;

/**
 * The learning rate of each epoch: a function of the declaration and of the epochs before, so that
 * a continued training takes the same steps as an undisturbed one.
 *
 * @param initial of the schedule's first epoch; 1 for optimizers that have no learning rate
 * @param warmup epochs before the schedule begins, in which the rate rises in equal steps
 */
record LearningRate(double initial, int warmup, Schedule schedule) {

  static final String SCHEDULE = "schedule";
  static final String WARMUP = "warmup";

  /** What the learning rate is multiplied with. */
  @FunctionalInterface
  interface Schedule {
    /**
     * @param epoch from 1, the first after the warm-up
     * @param before the epochs from then on that are done
     */
    double factor(int epoch, List<Epoch> before);
  }

  /**
   * @param settings values of the stage's parameters
   */
  static LearningRate of(Settings settings) {
    Settings optimizer = settings.variant("optimizer").settings();
    double initial = optimizer.has("learningRate") ? optimizer.real("learningRate") : 1;
    int warmup = settings.integer(WARMUP);
    Schedule schedule =
        settings.has(SCHEDULE)
            ? Schedules.of(settings.variant(SCHEDULE), settings.integer("epochs") - warmup)
            : (epoch, before) -> 1;
    return new LearningRate(initial, warmup, schedule);
  }

  /** Of the epoch after those of a history. */
  double next(List<Epoch> history) {
    int epoch = history.size() + 1;
    if (epoch <= warmup) {
      return initial * epoch / (warmup + 1);
    }
    return initial * schedule.factor(epoch - warmup, history.subList(warmup, history.size()));
  }
}
