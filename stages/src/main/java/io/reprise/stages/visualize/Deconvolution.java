package io.reprise.stages.visualize;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.network.Shape;
import java.util.Locale;

/**
 * One image's activations in one layer, and what they are in the image.
 *
 * @param maps shape of the layer's output
 */
record Deconvolution(PlainNetwork.Pass pass, int layer, Shape.Image maps) {

  /** Where an activation is, and how strong. */
  record Place(int map, int row, int column, double activation) {}

  /**
   * The strongest activation, the first of equals.
   *
   * @throws ReportedException where one is no number
   */
  Place strongest() {
    return strongest(0, maps.channels());
  }

  /** The strongest activation of one feature map. */
  Place strongest(int map) {
    return strongest(map, map + 1);
  }

  private Place strongest(int fromMap, int toMap) {
    double[] output = pass.output(layer);
    int area = maps.height() * maps.width();
    int best = fromMap * area;
    for (int i = best; i < toMap * area; i++) {
      if (!Double.isFinite(output[i])) {
        throw new ReportedException(
            String.format(
                Locale.ROOT,
                "layer %d of the network gives no number; lower the learning rate of its training",
                layer));
      }
      best = output[i] > output[best] ? i : best;
    }
    return new Place(best / area, best % area / maps.width(), best % maps.width(), output[best]);
  }

  /** All activations of the layer together. */
  double[] all() {
    return pass.deconvolve(layer, pass.output(layer));
  }

  /** One activation, all others set to zero. */
  double[] alone(Place place) {
    double[] signal = new double[maps.size()];
    int at = (place.map() * maps.height() + place.row()) * maps.width() + place.column();
    signal[at] = place.activation();
    return pass.deconvolve(layer, signal);
  }
}
