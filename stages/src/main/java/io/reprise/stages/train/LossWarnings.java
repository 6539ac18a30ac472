package io.reprise.stages.train;

import io.reprise.schemas.record.Epoch;
import io.reprise.schemas.text.Numbers;
import io.reprise.stages.spi.Settings;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the course of a training loss should not be. That validation gets worse while training gets
 * better is no mistake but overfitting, which the history shows.
 */
record LossWarnings(List<Epoch> history, Settings settings) {

  private static final double SMALLEST_CHANGE = 1e-3;

  /** Of the first epoch's loss; less is the noise of batches. */
  private static final double SMALLEST_RISE = 0.05;

  LossWarnings {
    history = List.copyOf(history);
  }

  Optional<String> neverMoves() {
    double first = history.get(0).getTrainLoss();
    double smallest = best().getTrainLoss();
    double largest = history.stream().mapToDouble(Epoch::getTrainLoss).max().orElse(first);
    if (history.size() < 2 || largest - smallest >= SMALLEST_CHANGE * Math.abs(first)) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "the training loss never moves: %s after the first epoch and %s after the last of"
                + " %d; %s",
            Numbers.fixed(first, 4),
            Numbers.fixed(last().getTrainLoss(), 4),
            history.size(),
            remedy()));
  }

  /** When it ends nearer to where it began than to its best. */
  Optional<String> rises() {
    double first = history.get(0).getTrainLoss();
    double rise = last().getTrainLoss() - best().getTrainLoss();
    double gain = first - best().getTrainLoss();
    if (rise <= gain / 2 || rise <= SMALLEST_RISE * Math.abs(first)) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "the training loss rises: from %s in epoch %d to %s in epoch %d, the last; %s",
            Numbers.fixed(best().getTrainLoss(), 4),
            best().getEpoch(),
            Numbers.fixed(last().getTrainLoss(), 4),
            last().getEpoch(),
            "lower the learning rate"));
  }

  /** What to look at when nothing is learned. */
  String remedy() {
    return settings.text("initialisation").equals("zeros")
        ? "initialisation zeros keeps all units of a layer alike: take xavier"
        : "look at the labels, the learning rate and the initialisation";
  }

  private Epoch last() {
    return history.get(history.size() - 1);
  }

  private Epoch best() {
    return history.stream().min(Comparator.comparingDouble(Epoch::getTrainLoss)).orElseThrow();
  }
}
