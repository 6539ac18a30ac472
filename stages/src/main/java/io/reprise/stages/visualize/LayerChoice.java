package io.reprise.stages.visualize;

import static io.reprise.stages.spi.Parameter.optional;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.network.LayerSpec;
import io.reprise.stages.network.NetworkSpec;
import io.reprise.stages.network.Shape;
import io.reprise.stages.network.TrainedModel;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Layers of a model by their names, or all its convolutions. */
final class LayerChoice {

  private static final String LAYERS = "layers";

  private LayerChoice() {}

  static Parameter parameter() {
    return optional(
        LAYERS,
        ParameterType.list(ParameterType.text()),
        "their names; by default all conv layers");
  }

  /**
   * Indices, ascending.
   *
   * @throws ReportedException where a name is none of a layer, or there is nothing to choose
   */
  static List<Integer> of(TrainedModel model, Settings settings) {
    if (settings.has(LAYERS)) {
      TreeSet<Integer> layers = new TreeSet<>();
      settings.list(LAYERS, String.class).forEach(name -> layers.add(model.layer(name)));
      if (layers.isEmpty()) {
        throw new ReportedException("layers is empty: leave it out to have all conv layers");
      }
      return new ArrayList<>(layers);
    }
    List<LayerSpec> all = model.spec().layers();
    List<Integer> convolutions =
        IntStream.range(0, all.size())
            .filter(layer -> all.get(layer).kind().equals("conv"))
            .boxed()
            .toList();
    if (convolutions.isEmpty()) {
      throw new ReportedException("the model has no conv layer; name others with layers");
    }
    return convolutions;
  }

  /**
   * What comes out of a layer, as feature maps.
   *
   * @throws ReportedException where it has none
   */
  static Shape.Image maps(NetworkSpec spec, int layer) {
    Shape shape = spec.shapes().get(layer);
    if (shape instanceof Shape.Image image) {
      return image;
    }
    throw new ReportedException(
        "layer '"
            + spec.layers().get(layer).name()
            + "' has no feature maps, but puts out "
            + shape.label()
            + "; name a conv or pool layer");
  }
}
