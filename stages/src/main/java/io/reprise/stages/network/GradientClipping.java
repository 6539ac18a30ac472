package io.reprise.stages.network;

import io.reprise.stages.onednn.Parameters;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A bound for gradients, of what L1 and L2 add too, before the optimizer sees them (Pascanu et al.,
 * 2013).
 *
 * @param largestNorm Euclidean, of all gradients together; infinite for no bound
 * @param largestValue of each gradient's size; infinite for no bound
 */
record GradientClipping(double largestNorm, double largestValue) {

  static final String PARAMETER = "gradientClipping";
  private static final String LIMIT = "limit";

  static ParameterType type() {
    Map<String, List<Parameter>> variants = new LinkedHashMap<>();
    variants.put(
        "norm", List.of(limit("of the Euclidean norm of all gradients together, scaled down")));
    variants.put("value", List.of(limit("of the size of each gradient, cut off")));
    return ParameterType.oneOf(variants);
  }

  private static Parameter limit(String help) {
    return Parameter.required(LIMIT, ParameterType.real(1e-12, 1e12), help);
  }

  static GradientClipping of(Settings settings) {
    if (!settings.has(PARAMETER)) {
      return new GradientClipping(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    Settings.Variant declared = settings.variant(PARAMETER);
    double limit = declared.settings().real(LIMIT);
    return declared.kind().equals("norm")
        ? new GradientClipping(limit, Double.POSITIVE_INFINITY)
        : new GradientClipping(Double.POSITIVE_INFINITY, limit);
  }

  /** Changes gradients in place; one that is not a number stays, and is found by the loss. */
  void apply(float[] gradients, List<Parameters.Range> ranges) {
    if (largestNorm < Double.POSITIVE_INFINITY) {
      double norm = norm(gradients, ranges);
      if (norm > largestNorm) {
        scale(gradients, ranges, (float) (largestNorm / norm));
      }
    }
    if (largestValue < Double.POSITIVE_INFINITY) {
      cutOff(gradients, ranges, (float) largestValue);
    }
  }

  /** In the order of the parameters, whatever the number of threads. */
  private static double norm(float[] gradients, List<Parameters.Range> ranges) {
    double squares = 0;
    for (Parameters.Range range : ranges) {
      for (int i = range.offset(); i < range.end(); i++) {
        squares += (double) gradients[i] * gradients[i];
      }
    }
    return StrictMath.sqrt(squares);
  }

  private static void scale(float[] gradients, List<Parameters.Range> ranges, float factor) {
    for (Parameters.Range range : ranges) {
      for (int i = range.offset(); i < range.end(); i++) {
        gradients[i] *= factor;
      }
    }
  }

  private static void cutOff(float[] gradients, List<Parameters.Range> ranges, float limit) {
    for (Parameters.Range range : ranges) {
      for (int i = range.offset(); i < range.end(); i++) {
        gradients[i] = Math.max(-limit, Math.min(limit, gradients[i]));
      }
    }
  }
}
