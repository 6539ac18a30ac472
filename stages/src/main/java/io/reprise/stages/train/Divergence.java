package io.reprise.stages.train;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.text.Numbers;
import io.reprise.stages.network.NetworkSpec;
import java.util.Locale;

/** A training whose loss or parameters have left the numbers, of which no model can be made. */
final class Divergence {

  private Divergence() {}

  /**
   * What to tell the user.
   *
   * @param epoch from 1
   */
  static ReportedException after(NetworkSpec spec, int epoch) {
    return at(spec, "after epoch " + epoch);
  }

  /** The same of parameters, where the loss was still a number. */
  static ReportedException ofParameters(NetworkSpec spec, int epoch) {
    return lower(spec, "parameters are no finite numbers after epoch " + epoch);
  }

  /**
   * The same of one batch.
   *
   * @param batch from 1
   */
  static ReportedException in(NetworkSpec spec, int epoch, int batch, int batches) {
    return at(
        spec, String.format(Locale.ROOT, "in epoch %d, batch %d of %d", epoch, batch, batches));
  }

  /** The same of what a layer puts out, which a relu may have hidden from the loss. */
  static ReportedException behind(NetworkSpec spec, String layer) {
    return lower(spec, "layer '" + layer + "' puts out what is no finite number after training");
  }

  private static ReportedException at(NetworkSpec spec, String place) {
    return lower(spec, "the loss is not a number " + place);
  }

  private static ReportedException lower(NetworkSpec spec, String what) {
    var optimizer = spec.settings().variant("optimizer");
    String rate =
        optimizer.settings().has("learningRate")
            ? " than " + Numbers.text(optimizer.settings().real("learningRate"))
            : "";
    return new ReportedException(
        String.format(
            Locale.ROOT,
            "%s: try a lower optimizer.%s.learningRate%s",
            what,
            optimizer.kind(),
            rate));
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
