package io.reprise.stages.train;

import io.reprise.stages.network.ChanceLevel;
import io.reprise.stages.network.Inference;
import io.reprise.stages.network.TrainedModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a training should not look like. */
record TrainingWarnings(TrainingLoop.Outcome outcome, LabelledImages images) {

  private static final int SAMPLE = 1000;

  List<String> lines() {
    LossWarnings loss = new LossWarnings(outcome.history(), outcome.model().spec().settings());
    List<String> warnings = new ArrayList<>();
    // Of these three, the first says why the others would be said.
    loss.neverMoves()
        .or(loss::rises)
        .or(() -> guessing().map(line -> "in training, " + line + "; " + loss.remedy()))
        .ifPresent(warnings::add);
    warnings.addAll(new DeadUnits(outcome.model(), images).warnings());
    return warnings;
  }

  private Optional<String> guessing() {
    TrainedModel model = outcome.model();
    if (model.spec().reproducesInput()) {
      return Optional.empty();
    }
    LabelledImages sample = images.sample(SAMPLE);
    float[][] outputs;
    try (Inference inference = Inference.of(model)) {
      outputs = inference.outputs(sample.pixels());
    }
    List<Long> support = new ArrayList<>();
    for (int label = 0; label < model.spec().classes().size(); label++) {
      int each = label;
      support.add(sample.labels().stream().filter(other -> other == each).count());
    }
    int right = 0;
    for (int i = 0; i < outputs.length; i++) {
      right += Inference.largest(outputs[i]) == sample.labels().get(i) ? 1 : 0;
    }
    return new ChanceLevel(support, model.spec().classes()).warning((double) right / sample.size());
  }
}
