package io.reprise.stages.network;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.table.ExampleFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * All that a network is before it is trained.
 *
 * @param input shape of one image
 * @param classes names, in the order of the output's units
 * @param layers input side first
 * @param settings values of {@link NetworkParameters}
 * @param kinds of layers, among which those of the network are
 */
public record NetworkSpec(
    Shape.Image input,
    List<String> classes,
    List<LayerSpec> layers,
    Settings settings,
    LayerKinds kinds) {

  public NetworkSpec {
    classes = List.copyOf(classes);
    layers = List.copyOf(layers);
  }

  /**
   * The network that is declared, for such examples.
   *
   * @param settings with the parameters of {@link NetworkParameters}
   * @param kinds of layers that it may have
   * @throws ReportedException when a layer does not fit the images or the classes
   */
  public static NetworkSpec of(Settings settings, ExampleFacts examples, LayerKinds kinds) {
    NetworkSpec spec =
        of(
            settings,
            new Shape.Image(examples.channels(), examples.height(), examples.width()),
            examples.classes(),
            kinds);
    List<Shape> shapes = spec.shapes();
    int units = shapes.get(shapes.size() - 1).size();
    if (spec.reproducesInput()) {
      if (units != spec.input().size()) {
        throw new ReportedException(
            String.format(
                Locale.ROOT,
                "the output layer has %d units, but with target: input there is one for each of"
                    + " the %d numbers of an image (%s); set units: %d",
                units,
                spec.input().size(),
                spec.input().label(),
                spec.input().size()));
      }
      return spec;
    }
    if (units != examples.classes().size()) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "the output layer has %d units, but the examples have %d classes (%s); set units: %d",
              units,
              examples.classes().size(),
              String.join(", ", examples.classes()),
              examples.classes().size()));
    }
    return spec;
  }

  static NetworkSpec of(
      Settings settings, Shape.Image input, List<String> classes, LayerKinds kinds) {
    return new NetworkSpec(
        input, classes, named(settings.variants(NetworkParameters.LAYERS), kinds), settings, kinds);
  }

  /** Threads of native code. */
  public int threads() {
    return settings.integer("threads");
  }

  public long seed() {
    return settings.longInteger("seed");
  }

  /** Whether the parameters of a layer stay as they are. */
  boolean isFrozen(LayerSpec layer) {
    return settings.has(NetworkParameters.FROZEN)
        && settings.list(NetworkParameters.FROZEN, String.class).contains(layer.name());
  }

  /** Names of the layers whose parameters stay as they are. */
  public List<String> frozenLayers() {
    return LayerSummary.of(this).stream()
        .filter(layer -> layer.parameters() > 0 && isFrozen(layers().get(layer.index())))
        .map(LayerSummary::name)
        .toList();
  }

  /** Whether the image itself is to come out, instead of its class. */
  public boolean reproducesInput() {
    return settings.text(NetworkParameters.TARGET).equals(NetworkParameters.INPUT);
  }

  /** The loss that the output layer declares. */
  public String loss() {
    return layers.get(layers.size() - 1).settings().text("loss");
  }

  /**
   * The shape after each layer.
   *
   * @throws ReportedException naming the layer that its input does not fit
   */
  public List<Shape> shapes() {
    List<Shape> shapes = new ArrayList<>();
    Shape shape = input;
    for (LayerSpec layer : layers) {
      try {
        shape = layer.layerKind().output(shape, layer.settings());
      } catch (LayerKind.IllegalShape e) {
        throw new ReportedException("layer '" + layer.name() + "' " + e.getMessage(), e);
      }
      shapes.add(shape);
    }
    return shapes;
  }

  /** The first layers alone. */
  NetworkSpec upTo(int lastLayer) {
    return new NetworkSpec(input, classes, layers.subList(0, lastLayer + 1), settings, kinds);
  }

  /** With names for those that have none. */
  static List<LayerSpec> named(List<Settings.Variant> layers, LayerKinds kinds) {
    Set<String> taken = new HashSet<>();
    for (Settings.Variant layer : layers) {
      if (layer.settings().has(LayerKinds.NAME)) {
        taken.add(layer.settings().text(LayerKinds.NAME));
      }
    }
    Map<String, Integer> counts = new HashMap<>();
    List<LayerSpec> named = new ArrayList<>();
    for (Settings.Variant layer : layers) {
      named.add(new LayerSpec(layer.kind(), name(layer, counts, taken), layer.settings(), kinds));
    }
    return named;
  }

  /**
   * @param taken names of layers; the new one is added
   */
  private static String name(
      Settings.Variant layer, Map<String, Integer> counts, Set<String> taken) {
    if (layer.settings().has(LayerKinds.NAME)) {
      return layer.settings().text(LayerKinds.NAME);
    }
    String name;
    do {
      name = layer.kind() + counts.merge(layer.kind(), 1, Integer::sum);
    } while (!taken.add(name));
    return name;
  }
}
