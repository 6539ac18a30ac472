package io.reprise.stages.network;

import io.reprise.stages.onednn.Window;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import java.util.List;
import java.util.Locale;

/**
 * The filters of a convolution, or of a transposed one, as a pipeline file says them.
 *
 * @param count feature maps that come out
 * @param same whether padding is such that the stride alone says how sizes change
 */
record Filters(int count, int height, int width, int stride, boolean same) {

  private static final ParameterType PIXELS = ParameterType.integer(1, 1024);

  /**
   * @param padding what {@code same} means
   */
  static List<Parameter> parameters(String padding) {
    return List.of(
        Parameter.required(
            "filters", ParameterType.integer(1, 65536), "feature maps that come out"),
        Parameter.required("kernel", PIXELS, "height and width of a filter"),
        Parameter.optional("kernelHeight", PIXELS, "where it differs from the width"),
        Parameter.optional("kernelWidth", PIXELS, "where it differs from the height"),
        Parameter.withDefault("stride", PIXELS, 1L, "step of the filter in both directions"),
        Parameter.withDefault("padding", ParameterType.choice("valid", "same"), "valid", padding),
        Activations.parameter("identity"),
        Activations.alpha());
  }

  static Filters of(Settings settings) {
    return new Filters(
        settings.integer("filters"),
        settings.integer(settings.has("kernelHeight") ? "kernelHeight" : "kernel"),
        settings.integer(settings.has("kernelWidth") ? "kernelWidth" : "kernel"),
        settings.integer("stride"),
        settings.text("padding").equals("same"));
  }

  /**
   * Where they go.
   *
   * @param image what a convolution goes over, or a transposed one puts out
   */
  Window window(Shape.Image image) {
    return same
        ? Window.same(height, width, stride, image.height(), image.width())
        : Window.valid(height, width, stride);
  }

  /** {@code 32 filters of 3x3}. */
  String label() {
    return String.format(Locale.ROOT, "%d filters of %dx%d", count, height, width);
  }

  /**
   * Weights and biases.
   *
   * @param channels of the input
   */
  long parameters(int channels) {
    return count * ((long) channels * height * width + 1);
  }
}
