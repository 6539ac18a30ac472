package io.reprise.stages.network;

import io.reprise.stages.onednn.Chain;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.Settings;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;

/**
 * Transposed convolution over height and width (Dumoulin and Visin, 2016; Keras' {@code
 * Conv2DTranspose}), with a bias for each filter: the linear map whose transpose is the convolution
 * of the same kernel, stride and padding, from what comes out to what goes in.
 */
final class TransposedConvKind implements LayerKind {

  @Override
  public List<Parameter> parameters() {
    return Filters.parameters("same makes height and width the stride times the input's");
  }

  @Override
  public Shape output(Shape input, Settings settings) {
    Shape.Image image = LayerKind.image(input);
    Filters filters = Filters.of(settings);
    long height = side(image.height(), filters.height(), filters);
    long width = side(image.width(), filters.width(), filters);
    LayerKind.checkSize(filters.count(), height, width);
    return new Shape.Image(filters.count(), (int) height, (int) width);
  }

  private static long side(int side, int kernel, Filters filters) {
    return filters.same()
        ? (long) side * filters.stride()
        : (side - 1L) * filters.stride() + kernel;
  }

  @Override
  public void addTo(LayerStack stack, String name, Settings settings) {
    Filters filters = Filters.of(settings);
    Deconvolution2D layer =
        new Deconvolution2D.Builder(filters.height(), filters.width())
            .nOut(filters.count())
            .stride(filters.stride(), filters.stride())
            .convolutionMode(filters.same() ? ConvolutionMode.Same : ConvolutionMode.Truncate)
            .activation(Activations.of(settings.text("activation"), settings))
            .build();
    stack.add(LayerKind.named(layer, name));
  }

  @Override
  public void addTo(Chain chain, Shape input, Settings settings) {
    Filters filters = Filters.of(settings);
    Shape.Image output = (Shape.Image) output(input, settings);
    chain.transposedConvolution(
        filters.count(),
        filters.window(output),
        output.height(),
        output.width(),
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
