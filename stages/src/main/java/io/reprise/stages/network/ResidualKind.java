package io.reprise.stages.network;

import io.reprise.stages.onednn.Chain;
import io.reprise.stages.onednn.Function;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Layers whose output is added to what went into them (He et al., 2016): behind a convolution of
 * single pixels, or a dense layer, where the shapes differ.
 */
final class ResidualKind implements LayerKind {

  private static final String LAYERS = "layers";
  private static final String ACTIVATION = "activation";

  /** Those that may stand in a branch. */
  private final Map<String, LayerKind> kinds;

  ResidualKind(Map<String, LayerKind> kinds) {
    this.kinds = new LinkedHashMap<>(kinds);
  }

  @Override
  public List<Parameter> parameters() {
    Map<String, List<Parameter>> variants = new LinkedHashMap<>();
    kinds.forEach((word, kind) -> variants.put(word, kind.parameters()));
    return List.of(
        Parameter.required(
            LAYERS, ParameterType.list(ParameterType.oneOf(variants)), "the branch, input first"),
        Parameter.withDefault(
            ACTIVATION,
            ParameterType.choice("relu", "identity"),
            "relu",
            "function of the sum of branch and input"));
  }

  @Override
  public Shape output(Shape input, Settings settings) {
    Shape shape = input;
    for (Settings.Variant layer : settings.variants(LAYERS)) {
      try {
        shape = kind(layer).output(shape, layer.settings());
      } catch (IllegalShape e) {
        throw new IllegalShape("has a " + layer.kind() + " that " + e.getMessage());
      }
    }
    if (input instanceof Shape.Sequence) {
      throw new IllegalShape("takes feature maps or units, but gets a sequence");
    }
    if (input instanceof Shape.Image from
        && shape instanceof Shape.Image to
        && !Chain.projects(from.height(), from.width(), to.height(), to.width())) {
      throw new IllegalShape(
          "makes "
              + to.label()
              + " of "
              + from.label()
              + ", which no stride does to its input as well; set padding: same in its layers");
    }
    return shape;
  }

  @Override
  public void addTo(LayerStack stack, String name, Settings settings) {
    throw new IllegalStateException("Deeplearning4j is not asked for residual layers");
  }

  @Override
  public void addTo(Chain chain, Shape input, Settings settings) {
    chain.residual(
        branch -> {
          Shape shape = input;
          for (Settings.Variant layer : settings.variants(LAYERS)) {
            kind(layer).addTo(branch, shape, layer.settings());
            shape = kind(layer).output(shape, layer.settings());
          }
        },
        settings.text(ACTIVATION).equals("relu") ? Function.relu() : Function.identity());
  }

  @Override
  public boolean isOnOneDnn(Settings settings) {
    return settings.variants(LAYERS).stream()
        .allMatch(layer -> kind(layer).isOnOneDnn(layer.settings()));
  }

  @Override
  public boolean isOnDl4j() {
    return false;
  }

  @Override
  public String weights(Settings settings) {
    return settings.variants(LAYERS).stream()
        .filter(layer -> kind(layer).hasParameters())
        .map(layer -> (layer.kind() + " " + kind(layer).weights(layer.settings())).strip())
        .collect(Collectors.joining(", "));
  }

  @Override
  public long numbers(Shape input, Settings settings) {
    Shape shape = input;
    long numbers = input.size();
    for (Settings.Variant layer : settings.variants(LAYERS)) {
      numbers += kind(layer).numbers(shape, layer.settings());
      shape = kind(layer).output(shape, layer.settings());
    }
    return numbers + 2L * shape.size();
  }

  @Override
  public long mostParameters(Shape input, Settings settings) {
    Shape shape = input;
    long parameters = 0;
    for (Settings.Variant layer : settings.variants(LAYERS)) {
      parameters += kind(layer).mostParameters(shape, layer.settings());
      shape = kind(layer).output(shape, layer.settings());
    }
    return parameters;
  }

  private LayerKind kind(Settings.Variant layer) {
    LayerKind kind = kinds.get(layer.kind());
    if (kind == null) {
      throw new IllegalArgumentException("a branch has no " + layer.kind());
    }
    return kind;
  }
}
