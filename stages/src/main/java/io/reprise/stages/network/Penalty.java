package io.reprise.stages.network;

import io.reprise.stages.onednn.Parameters;
import java.util.List;

/**
 * What large weights cost beside the loss, as in Deeplearning4j: l1 times the sum of their sizes,
 * and l2 times half the sum of their squares; biases cost nothing.
 */
record Penalty(float l1, float l2) {

  /** Adds to the gradients of weights, those of some ranges, and returns what they cost. */
  double addTo(Parameters parameters, List<Parameters.Range> ranges) {
    if (l1 == 0 && l2 == 0) {
      return 0;
    }
    double sizes = 0;
    double squares = 0;
    for (Parameters.Range range : ranges) {
      if (range.role() == Parameters.Role.WEIGHT) {
        float[] values = parameters.values();
        float[] gradients = parameters.gradients();
        for (int i = range.offset(); i < range.end(); i++) {
          sizes += Math.abs(values[i]);
          squares += (double) values[i] * values[i];
          gradients[i] += l2 * values[i] + l1 * Math.signum(values[i]);
        }
      }
    }
    return l1 * sizes + l2 * squares / 2;
  }
}
