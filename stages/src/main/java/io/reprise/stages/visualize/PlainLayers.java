package io.reprise.stages.visualize;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.network.LayerSpec;
import io.reprise.stages.network.Shape;
import io.reprise.stages.onednn.Window;
import io.reprise.stages.spi.Settings;
import java.util.ArrayList;
import java.util.List;

/** Makes layers of a model's declaration and its parameters, which it takes from the first on. */
final class PlainLayers {

  private final float[] parameters;
  private int taken;

  /**
   * @param parameters layer by layer: of convolution biases and weights, of dense layers weights
   *     and biases, of batch normalisation scales, shifts, means and logarithms to base ten of
   *     standard deviations
   */
  PlainLayers(float[] parameters) {
    this.parameters = parameters;
  }

  /**
   * @throws IllegalStateException where parameters are left over
   */
  void end() {
    if (taken != parameters.length) {
      throw new IllegalStateException(
          "the model has " + parameters.length + " parameters, its layers " + taken);
    }
  }

  /** The steps of a layer: its sums, and its function where it has one. */
  List<PlainLayer> of(LayerSpec layer, Shape input, Shape output) {
    Settings settings = layer.settings();
    List<PlainLayer> steps = new ArrayList<>();
    switch (layer.kind()) {
      case "conv" -> {
        steps.add(convolution((Shape.Image) input, (Shape.Image) output, settings));
        addFunction(steps, "activation", settings);
      }
      case "pool" -> steps.add(pooling((Shape.Image) input, (Shape.Image) output, settings));
      case "dense" -> {
        steps.add(dense(layer, input, output));
        addFunction(steps, "activation", settings);
      }
      case "batchNorm" -> steps.add(normalisation(input, settings));
      case "activation" -> addFunction(steps, "function", settings);
      case "output" -> steps.add(dense(layer, input, output)); // without its function: scores
      case "dropout", "flatten" -> {} // nothing, once a network is trained
      default -> throw unknown(layer);
    }
    return steps;
  }

  private static ReportedException unknown(LayerSpec layer) {
    return new ReportedException(
        "layer '"
            + layer.name()
            + "' is of the kind "
            + layer.kind()
            + ", which cannot be looked into; this is for networks of conv, pool, dense, batchNorm,"
            + " activation, dropout and flatten layers");
  }

  private static void addFunction(List<PlainLayer> steps, String parameter, Settings settings) {
    Nonlinearity function = new Nonlinearity(settings.text(parameter), settings.real("alpha"));
    if (!function.isIdentity()) {
      steps.add(new FunctionLayer(function));
    }
  }

  private PlainLayer convolution(Shape.Image input, Shape.Image output, Settings settings) {
    int height = settings.integer(settings.has("kernelHeight") ? "kernelHeight" : "kernel");
    int width = settings.integer(settings.has("kernelWidth") ? "kernelWidth" : "kernel");
    int stride = settings.integer("stride");
    Window window =
        settings.text("padding").equals("same")
            ? Window.same(height, width, stride, input.height(), input.width())
            : Window.valid(height, width, stride);
    double[] biases = take(output.channels());
    double[] weights = take(output.channels() * input.channels() * height * width);
    return new ConvolutionLayer(input, output, window, weights, biases);
  }

  private static PlainLayer pooling(Shape.Image input, Shape.Image output, Settings settings) {
    int size = settings.integer("size");
    Window window =
        Window.valid(size, size, settings.integer(settings.has("stride") ? "stride" : "size"));
    return new PoolingLayer(input, output, window, settings.text("kind").equals("max"));
  }

  private PlainLayer dense(LayerSpec layer, Shape input, Shape output) {
    if (input instanceof Shape.Sequence) {
      throw unknown(layer);
    }
    double[] weights = take(Math.multiplyExact(output.size(), input.size()));
    return new DenseLayer(input.size(), weights, take(output.size()));
  }

  private PlainLayer normalisation(Shape input, Settings settings) {
    int maps = input instanceof Shape.Image image ? image.channels() : input.size();
    double[] scales = take(maps);
    double[] shifts = take(maps);
    double[] means = take(maps);
    double[] logarithms = take(maps);
    for (int map = 0; map < maps; map++) {
      double deviation = StrictMath.pow(10, logarithms[map]);
      scales[map] /= Math.sqrt(deviation * deviation + settings.real("epsilon"));
      shifts[map] -= scales[map] * means[map];
    }
    return new ScaleLayer(scales, shifts);
  }

  private double[] take(int count) {
    if (count > parameters.length - taken) {
      throw new IllegalStateException("the model has " + parameters.length + " parameters only");
    }
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = parameters[taken++];
    }
    return values;
  }
}
