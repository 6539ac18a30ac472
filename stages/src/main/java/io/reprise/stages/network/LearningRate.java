package io.reprise.stages.network;

import io.reprise.stages.spi.Settings;

/**
 * The learning rate of each epoch.
 *
 * @param initial of the first epoch
 * @param factor what it is multiplied with at each step of its schedule
 * @param every epochs a step
 */
record LearningRate(double initial, double factor, int every) {

  /**
   * @param settings values of {@link NetworkParameters}
   */
  static LearningRate of(Settings settings) {
    Settings.Variant optimizer = settings.variant("optimizer");
    double initial =
        Optimizers.hasLearningRate(optimizer.kind())
            ? optimizer.settings().real("learningRate")
            : 1; // AdaDelta's steps are taken as they come
    if (!settings.has("schedule")) {
      return new LearningRate(initial, 1, 1);
    }
    Settings schedule = settings.variant("schedule").settings();
    return new LearningRate(initial, schedule.real("factor"), schedule.integer("every"));
  }

  /**
   * @param epoch from 1
   */
  double of(int epoch) {
    return initial * StrictMath.pow(factor, (epoch - 1) / every);
  }
}
