package io.reprise.stages.train;

import io.reprise.schemas.record.Epoch;
import io.reprise.stages.file.StageFiles;
import io.reprise.stages.network.Inference;
import io.reprise.stages.network.NetworkSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a training should not look like. */
record TrainingWarnings(NetworkSpec spec, TrainingLoop.Outcome outcome, LabelledImages images) {

  private static final double SMALLEST_CHANGE = 1e-3;
  private static final int SAMPLE = 1000;

  /** A network always has some; a tenth is worth a look. */
  private static final double DEAD_FRACTION = 0.1;

  /** Writes them, one a line; no file where there is nothing to say. */
  void write(String uri) throws IOException {
    List<String> warnings = new ArrayList<>(loss(outcome.history()));
    warnings.addAll(deadUnits());
    StageFiles.writeLines(uri, warnings);
  }

  static List<String> loss(List<Epoch> history) {
    double first = history.get(0).getTrainLoss();
    double smallest = history.stream().mapToDouble(Epoch::getTrainLoss).min().orElse(first);
    double largest = history.stream().mapToDouble(Epoch::getTrainLoss).max().orElse(first);
    if (history.size() < 2 || largest - smallest >= SMALLEST_CHANGE * Math.abs(first)) {
      return List.of();
    }
    return List.of(
        String.format(
            Locale.ROOT,
            "the training loss never moves: %.4f after the first epoch and %.4f after the last of"
                + " %d; look at the initialisation and the learning rate",
            first,
            history.get(history.size() - 1).getTrainLoss(),
            history.size()));
  }

  private List<String> deadUnits() {
    List<byte[]> sample = images.pixels().subList(0, Math.min(SAMPLE, images.size()));
    List<String> warnings = new ArrayList<>();
    for (int i = 0; i < spec.layers().size(); i++) {
      var layer = spec.layers().get(i);
      if (layer.kind().equals("dense") && layer.settings().text("activation").equals("relu")) {
        float[][] outputs = Inference.upTo(outcome.model(), i).outputs(sample);
        int dead = dead(outputs);
        if (dead >= DEAD_FRACTION * outputs[0].length) {
          warnings.add(
              "layer '%s': %d of %d relu units are 0 for each of %d training examples"
                  .formatted(layer.name(), dead, outputs[0].length, sample.size()));
        }
      }
    }
    return warnings;
  }

  /** Units that are 0 in all rows. */
  static int dead(float[][] outputs) {
    int dead = 0;
    for (int unit = 0; unit < outputs[0].length; unit++) {
      boolean active = false;
      for (float[] row : outputs) {
        active |= row[unit] > 0;
      }
      dead += active ? 0 : 1;
    }
    return dead;
  }
}
