package io.reprise.stages.train;

import io.reprise.schemas.record.Epoch;
import io.reprise.schemas.record.Layer;
import io.reprise.schemas.record.Metric;
import io.reprise.stages.network.LayerSummary;
import io.reprise.stages.network.NetworkSpec;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the outputs of a training. */
record TrainingReport(NetworkSpec spec, TrainingLoop.Outcome outcome) {

  void write(Attempt attempt) throws IOException {
    outcome.model().write(attempt, "model");
    Tables.write(attempt, "history", Epoch.class, outcome.history());
    List<LayerSummary> layers = LayerSummary.of(spec);
    Tables.write(
        attempt, "layers", Layer.class, layers.stream().map(TrainingReport::layer).toList());
    Tables.write(attempt, "metrics", Metric.class, metrics(layers));
  }

  private static Layer layer(LayerSummary layer) {
    return new Layer(
        layer.index(), layer.name(), layer.kind(), layer.shape().label(), layer.parameters());
  }

  private List<Metric> metrics(List<LayerSummary> layers) {
    Epoch epoch = outcome.history().get(outcome.modelEpoch() - 1);
    List<Metric> metrics = new ArrayList<>();
    add(metrics, "train", "trainLoss", epoch.getTrainLoss());
    add(metrics, "train", "trainAccuracy", epoch.getTrainAccuracy());
    add(metrics, "validation", "validationLoss", epoch.getValidationLoss());
    add(metrics, "validation", "validationAccuracy", epoch.getValidationAccuracy());
    add(metrics, null, "epochs", (double) outcome.history().size());
    add(metrics, null, "bestEpoch", (double) outcome.bestEpoch());
    add(metrics, null, "modelEpoch", (double) outcome.modelEpoch());
    add(
        metrics,
        null,
        "parameters",
        (double) layers.stream().mapToLong(LayerSummary::parameters).sum());
    add(
        metrics,
        null,
        "trainableParameters",
        (double) layers.stream().mapToLong(LayerSummary::trainable).sum());
    return metrics;
  }

  private static void add(
      List<Metric> metrics, @Nullable String split, String name, @Nullable Double value) {
    if (value != null) {
      metrics.add(new Metric("train", split, name, null, value));
    }
  }
}
