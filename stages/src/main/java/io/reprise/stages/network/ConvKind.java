package io.reprise.stages.network;

import io.reprise.stages.onednn.Chain;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.Settings;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.nd4j.linalg.activations.Activation;

/** Convolution over height and width, with a bias for each filter. */
final class ConvKind implements LayerKind {

  @Override
  public List<Parameter> parameters() {
    return Filters.parameters("same adds zeros so that stride 1 keeps height and width");
  }

  @Override
  public Shape output(Shape input, Settings settings) {
    Shape.Image image = LayerKind.image(input);
    Filters filters = Filters.of(settings);
    return new Shape.Image(
        filters.count(),
        side(image.height(), filters.height(), "height", filters),
        side(image.width(), filters.width(), "width", filters));
  }

  private static int side(int side, int kernel, String which, Filters filters) {
    if (filters.same()) {
      return (side + filters.stride() - 1) / filters.stride();
    }
    if (side < kernel) {
      throw new IllegalShape(
          "has a kernel of " + kernel + ", but its input's " + which + " is only " + side);
    }
    return (side - kernel) / filters.stride() + 1;
  }

  @Override
  public void addTo(LayerStack stack, String name, Settings settings) {
    String activation = settings.text("activation");
    boolean relu = Activations.isRelu(activation);
    Filters filters = Filters.of(settings);
    ConvolutionLayer layer =
        new ConvolutionLayer.Builder(filters.height(), filters.width())
            .nOut(filters.count())
            .stride(filters.stride(), filters.stride())
            .convolutionMode(filters.same() ? ConvolutionMode.Same : ConvolutionMode.Truncate)
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
    Filters filters = Filters.of(settings);
    chain.convolution(
        filters.count(),
        filters.window(LayerKind.image(input)),
        Activations.function(settings.text("activation"), settings));
  }

  @Override
  public boolean isOnOneDnn(Settings settings) {
    return Activations.isOnOneDnn(settings.text("activation"));
  }

  @Override
  public String weights(Settings settings) {
    return Filters.of(settings).label();
  }

  @Override
  public long mostParameters(Shape input, Settings settings) {
    return Filters.of(settings).parameters(LayerKind.image(input).channels());
  }
}
