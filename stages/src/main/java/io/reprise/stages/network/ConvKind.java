package io.reprise.stages.network;

import io.reprise.stages.onednn.Chain;
import io.reprise.stages.onednn.Window;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.nd4j.linalg.activations.Activation;

/** Convolution over height and width, with a bias for each filter. */
final class ConvKind implements LayerKind {

  private static final ParameterType PIXELS = ParameterType.integer(1, 1024);

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.required(
            "filters", ParameterType.integer(1, 65536), "feature maps that come out"),
        Parameter.required("kernel", PIXELS, "height and width of a filter"),
        Parameter.optional("kernelHeight", PIXELS, "where it differs from the width"),
        Parameter.optional("kernelWidth", PIXELS, "where it differs from the height"),
        Parameter.withDefault("stride", PIXELS, 1L, "step of the filter in both directions"),
        Parameter.withDefault(
            "padding",
            ParameterType.choice("valid", "same"),
            "valid",
            "same adds zeros so that stride 1 keeps height and width"),
        Activations.parameter("identity"),
        Activations.alpha());
  }

  @Override
  public Shape output(Shape input, Settings settings) {
    Shape.Image image = LayerKind.image(input);
    return new Shape.Image(
        settings.integer("filters"),
        side(image.height(), kernel(settings, "kernelHeight"), "height", settings),
        side(image.width(), kernel(settings, "kernelWidth"), "width", settings));
  }

  private static int side(int side, int kernel, String which, Settings settings) {
    int stride = settings.integer("stride");
    if (same(settings)) {
      return (side + stride - 1) / stride;
    }
    if (side < kernel) {
      throw new IllegalShape(
          "has a kernel of " + kernel + ", but its input's " + which + " is only " + side);
    }
    return (side - kernel) / stride + 1;
  }

  @Override
  public void addTo(LayerStack stack, String name, Settings settings) {
    String activation = settings.text("activation");
    boolean relu = Activations.isRelu(activation);
    int stride = settings.integer("stride");
    ConvolutionLayer layer =
        new ConvolutionLayer.Builder(
                kernel(settings, "kernelHeight"), kernel(settings, "kernelWidth"))
            .nOut(settings.integer("filters"))
            .stride(stride, stride)
            .convolutionMode(same(settings) ? ConvolutionMode.Same : ConvolutionMode.Truncate)
            .activation(
                relu
                    ? Activation.IDENTITY.getActivationFunction()
                    : Activations.of(activation, settings))
            .build();
    stack.add(LayerKind.named(layer, name));
    if (relu) {
      stack.addRelu();
    }
  }

  @Override
  public void addTo(Chain chain, Shape input, Settings settings) {
    Shape.Image image = LayerKind.image(input);
    int height = kernel(settings, "kernelHeight");
    int width = kernel(settings, "kernelWidth");
    int stride = settings.integer("stride");
    Window window =
        same(settings)
            ? Window.same(height, width, stride, image.height(), image.width())
            : Window.valid(height, width, stride);
    chain.convolution(
        settings.integer("filters"),
        window,
        Activations.function(settings.text("activation"), settings));
  }

  @Override
  public boolean isOnOneDnn(Settings settings) {
    return Activations.isOnOneDnn(settings.text("activation"));
  }

  private static int kernel(Settings settings, String side) {
    return settings.integer(settings.has(side) ? side : "kernel");
  }

  private static boolean same(Settings settings) {
    return settings.text("padding").equals("same");
  }

  @Override
  public String weights(Settings settings) {
    return String.format(
        Locale.ROOT,
        "%d filters of %dx%d",
        settings.integer("filters"),
        kernel(settings, "kernelHeight"),
        kernel(settings, "kernelWidth"));
  }

  @Override
  public long mostParameters(Shape input, Settings settings) {
    long places = (long) kernel(settings, "kernelHeight") * kernel(settings, "kernelWidth");
    return settings.longInteger("filters") * (LayerKind.image(input).channels() * places + 1);
  }
}
