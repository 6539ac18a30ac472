package io.reprise.stages.train;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.network.NetworkSpec;

/** A training whose loss or parameters have left the numbers, of which no model can be made. */
final class Divergence {

  private Divergence() {}

  /**
   * What to tell the user.
   *
   * @param epoch from 1
   */
  static ReportedException of(NetworkSpec spec, int epoch) {
    var optimizer = spec.settings().variant("optimizer");
    String rate =
        optimizer.settings().has("learningRate")
            ? " than " + optimizer.settings().real("learningRate")
            : "";
    return new ReportedException(
        "the loss is not a number in epoch %d: try a lower optimizer.%s.learningRate%s"
            .formatted(epoch, optimizer.kind(), rate));
  }

  static boolean isFinite(float[] parameters) {
    for (float parameter : parameters) {
      if (!Float.isFinite(parameter)) {
        return false;
      }
    }
    return true;
  }
}
