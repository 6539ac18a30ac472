package io.reprise.stages.network;

import io.reprise.stages.onednn.Chain;
import io.reprise.stages.onednn.Window;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/** Maximum or mean over windows; what is left over at the right and lower edge is dropped. */
final class PoolKind implements LayerKind {

  private static final ParameterType PIXELS = ParameterType.integer(1, 1024);

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.withDefault(
            "kind", ParameterType.choice("max", "average"), "max", "what is taken of a window"),
        Parameter.withDefault("size", PIXELS, 2L, "height and width of the window"),
        Parameter.optional("stride", PIXELS, "step of the window; by default its size"));
  }

  @Override
  public Shape output(Shape input, Settings settings) {
    Shape.Image image = LayerKind.image(input);
    int size = settings.integer("size");
    if (image.height() < size || image.width() < size) {
      throw new IllegalShape(
          "has windows of " + size + " x " + size + ", but its input is " + image.label());
    }
    int stride = stride(settings);
    return new Shape.Image(
        image.channels(),
        (image.height() - size) / stride + 1,
        (image.width() - size) / stride + 1);
  }

  @Override
  public void addTo(LayerStack stack, String name, Settings settings) {
    int size = settings.integer("size");
    int stride = stride(settings);
    boolean max = settings.text("kind").equals("max");
    SubsamplingLayer layer =
        new SubsamplingLayer.Builder(
                max ? PoolingType.MAX : PoolingType.AVG,
                new int[] {size, size},
                new int[] {stride, stride},
                new int[] {0, 0})
            .convolutionMode(ConvolutionMode.Truncate)
            .build();
    LayerKind.named(layer, name);
    if (max) {
      stack.addMaxPooling(layer);
    } else {
      stack.add(layer);
    }
  }

  @Override
  public void addTo(Chain chain, Shape input, Settings settings) {
    int size = settings.integer("size");
    Window window = Window.valid(size, size, stride(settings));
    if (settings.text("kind").equals("max")) {
      chain.maximum(window);
    } else {
      chain.mean(window);
    }
  }

  private static int stride(Settings settings) {
    return settings.integer(settings.has("stride") ? "stride" : "size");
  }

  @Override
  public boolean hasParameters() {
    return false;
  }
}
