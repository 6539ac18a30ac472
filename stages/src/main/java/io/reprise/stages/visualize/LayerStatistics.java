package io.reprise.stages.visualize;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.ActivationStatistics;
import io.reprise.stages.network.LayerSpec;
import io.reprise.stages.network.Shape;
import io.reprise.stages.network.TrainedModel;
import io.reprise.stages.spi.StageContext;
import java.io.IOException;
import java.util.Arrays;

/**
 * Goes through all activations of a layer twice: for their range and mean, and then for their
 * deviation and histogram. Sums run in the order of ids.
 */
final class LayerStatistics {

  private final boolean[] alive;
  private final long[] bins;
  private long count;
  private long zeros;
  private double minimum = Double.POSITIVE_INFINITY;
  private double maximum = Double.NEGATIVE_INFINITY;
  private double sum;
  private double squares;

  private LayerStatistics(int maps, int bins) {
    this.alive = new boolean[maps];
    this.bins = new long[bins];
  }

  /**
   * @throws ReportedException where there is no example, or an activation is no number
   */
  static ActivationStatistics of(TrainedModel model, int layer, StageContext context, int bins)
      throws IOException {
    Shape shape = model.spec().shapes().get(layer);
    int maps = shape instanceof Shape.Image image ? image.channels() : shape.size();
    LayerStatistics statistics = new LayerStatistics(maps, bins);
    LayerOutputs.forEach(model, layer, context, (example, output) -> statistics.range(output));
    if (statistics.count == 0) {
      throw new ReportedException(
          "there is no example to measure; look at the stage that the examples come from");
    }
    double mean = statistics.sum / statistics.count;
    LayerOutputs.forEach(
        model, layer, context, (example, output) -> statistics.spread(output, mean));
    return statistics.row(model.spec().layers().get(layer), layer, mean);
  }

  private void range(float[] output) {
    int area = output.length / alive.length;
    for (int i = 0; i < output.length; i++) {
      double value = output[i] + 0.0; // minus zero is zero
      minimum = Math.min(minimum, value);
      maximum = Math.max(maximum, value);
      sum += value;
      if (value == 0) {
        zeros++;
      } else {
        alive[i / area] = true;
      }
    }
    count += output.length;
  }

  private void spread(float[] output, double mean) {
    double span = maximum - minimum;
    for (float value : output) {
      squares += (value - mean) * (value - mean);
      int bin = span > 0 ? (int) ((value - minimum) / span * bins.length) : 0;
      bins[Math.min(bin, bins.length - 1)]++;
    }
  }

  private ActivationStatistics row(LayerSpec layer, int index, double mean) {
    int dead = 0;
    for (boolean each : alive) {
      dead += each ? 0 : 1;
    }
    return new ActivationStatistics(
        index,
        layer.name(),
        layer.kind(),
        count,
        minimum,
        maximum,
        mean,
        Math.sqrt(squares / count),
        (double) zeros / count,
        dead,
        Arrays.stream(bins).boxed().toList());
  }
}
