package io.reprise.stages.visualize;

import static io.reprise.stages.spi.Parameter.withDefault;
import static io.reprise.stages.spi.StageType.input;
import static io.reprise.stages.spi.StageType.output;

import io.reprise.schemas.record.ActivationStatistics;
import io.reprise.schemas.record.Metric;
import io.reprise.stages.network.LayerKinds;
import io.reprise.stages.network.NativeFacts;
import io.reprise.stages.network.TrainedModel;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.OneWorkerStage;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.Work;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Stage type {@code activations}: how a layer's activations are distributed over examples. */
public final class ActivationsStage extends OneWorkerStage {

  static final String NAME = "activations";

  private static final long BATCH_MEMORY = 512L << 20;

  private final LayerKinds kinds;

  /** With the layers that come with Reprise. */
  public ActivationsStage() {
    this(LayerKinds.builtIn());
  }

  /**
   * @param kinds of layers that networks may have
   */
  public ActivationsStage(LayerKinds kinds) {
    this.kinds = kinds;
  }

  @Override
  public List<?> extensions() {
    return kinds.provided();
  }

  @Override
  public StageType type() {
    return new StageType(
        NAME,
        "Measures the activations of layers over a set of examples: minimum, maximum, mean,"
            + " standard deviation, histogram.",
        "{ uses: activations, in: { model: train.model, examples: ingest.test } }",
        List.of(
            LayerChoice.parameter(),
            withDefault("bins", ParameterType.integer(1, 10_000), 50L, "of each histogram")),
        List.of(
            input("model", Content.MODEL, "whose layers they are"),
            input(ChosenImages.EXAMPLES, Content.EXAMPLES, "what is put into it")),
        List.of(
            output("activations", Content.ACTIVATIONS, "one row a layer, with its histogram"),
            output("pictures", Content.PICTURES, "histograms.png, from minimum to maximum"),
            output(
                "metrics",
                Content.METRICS,
                "activationMean, activationDeviation, activationMinimum, activationMaximum,"
                    + " zeroActivations (a share) and deadMaps of each layer")));
  }

  @Override
  public long memory(Settings settings, long inputBytes) {
    return STREAMING_MEMORY + BATCH_MEMORY;
  }

  @Override
  public Work work(StageContext context) {
    LayerKinds known = kinds; // the work is serialized, and not the stage
    return attempt -> measure(context, known, attempt);
  }

  private static void measure(StageContext context, LayerKinds kinds, Attempt attempt)
      throws IOException {
    TrainedModel model = TrainedModel.load(context.input("model"), kinds);
    model.check(ExampleFacts.read(context.input(ChosenImages.EXAMPLES)));
    int bins = context.settings().integer("bins");
    List<ActivationStatistics> rows = new ArrayList<>();
    for (int layer : LayerChoice.of(model, context.settings())) {
      rows.add(LayerStatistics.of(model, layer, context, bins));
    }
    Tables.write(attempt, NAME, ActivationStatistics.class, rows);
    List<Metric> metrics = new ArrayList<>();
    rows.forEach(row -> addMetrics(metrics, row));
    Tables.write(attempt, "metrics", Metric.class, metrics);
    byte[] png = Histograms.png(rows);
    attempt.write("pictures", "histograms.png", out -> out.write(png));
    attempt.machineFacts(NativeFacts.TOPIC, NativeFacts.json(model.spec()));
  }

  private static void addMetrics(List<Metric> metrics, ActivationStatistics row) {
    add(metrics, row, "activationMean", row.getMean());
    add(metrics, row, "activationDeviation", row.getDeviation());
    add(metrics, row, "activationMinimum", row.getMinimum());
    add(metrics, row, "activationMaximum", row.getMaximum());
    add(metrics, row, "zeroActivations", row.getZeros());
    add(metrics, row, "deadMaps", row.getDeadMaps());
  }

  private static void add(
      List<Metric> metrics, ActivationStatistics row, String name, double value) {
    metrics.add(new Metric(NAME, null, name, row.getLayerName(), value));
  }
}
