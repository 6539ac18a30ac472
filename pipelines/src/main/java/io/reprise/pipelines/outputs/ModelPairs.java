package io.reprise.pipelines.outputs;

import io.reprise.pipelines.outputs.ModelsDiff.LayerDiff;
import io.reprise.pipelines.outputs.ModelsDiff.LayerFacts;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.json.JsonMaps;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Layer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Subtracts the parameters of two networks. They stand in {@code parameters.bin}, layer after layer
 * as in the table of layers that the same stage puts out; what shapes them in {@code network.json}.
 */
final class ModelPairs {

  private static final String PARAMETERS = "parameters.bin";
  private static final String LAYERS = "layers";
  private static final String DECLARATION = "network.json";
  private static final String WEIGHTS = "weights";

  private ModelPairs() {}

  /** Where a layer's parameters begin. */
  private record Place(LayerFacts facts, long first) {}

  /** One network. */
  private record Network(Path parameters, Map<String, Place> layers) {}

  /** Null where a model is not of this form. */
  static @Nullable ModelsDiff between(OutputPair pair) throws IOException {
    Optional<Path> before = pair.before().file(pair.output(), PARAMETERS);
    Optional<Path> after = pair.after().file(pair.output(), PARAMETERS);
    if (before.isEmpty() || after.isEmpty()) {
      return null;
    }
    return between(
        new Network(before.get(), layers(pair.before(), weights(pair.before(), pair.output()))),
        new Network(after.get(), layers(pair.after(), weights(pair.after(), pair.output()))));
  }

  private static ModelsDiff between(Network before, Network after) throws IOException {
    Set<String> names = new LinkedHashSet<>(after.layers().keySet());
    names.addAll(before.layers().keySet());
    List<LayerDiff> layers = new ArrayList<>();
    try (FileChannel left = FileChannel.open(before.parameters());
        FileChannel right = FileChannel.open(after.parameters())) {
      requireSize(before, left);
      requireSize(after, right);
      for (String name : names) {
        layers.add(layer(name, before.layers().get(name), left, after.layers().get(name), right));
      }
    }
    return new ModelsDiff(layers);
  }

  private static LayerDiff layer(
      String name,
      @Nullable Place before,
      FileChannel left,
      @Nullable Place after,
      FileChannel right)
      throws IOException {
    LayerFacts was = before == null ? null : before.facts();
    LayerFacts is = after == null ? null : after.facts();
    if (before == null || after == null || !before.facts().hasSameParametersAs(after.facts())) {
      return new LayerDiff(name, was, is, null, null);
    }
    ParameterNorms norms =
        ParameterNorms.of(left, before.first(), right, after.first(), before.facts().parameters());
    return new LayerDiff(name, was, is, norms.difference(), norms.relative());
  }

  private static void requireSize(Network network, FileChannel file) throws IOException {
    long parameters =
        network.layers().values().stream().mapToLong(each -> each.facts().parameters()).sum();
    if (file.size() != parameters * Float.BYTES) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "%s has %d bytes, where its table of layers has %d parameters of %d bytes",
              PARAMETERS,
              file.size(),
              parameters,
              Float.BYTES));
    }
  }

  /** What shapes the parameters of each layer; empty where the model does not say. */
  private static List<String> weights(Side side, String output) throws IOException {
    Optional<Path> declaration = side.file(output, DECLARATION);
    if (declaration.isEmpty()) {
      return List.of();
    }
    Map<String, @Nullable Object> network = Json.readObject(declaration.get());
    return network.get(WEIGHTS) == null ? List.of() : JsonMaps.texts(network, WEIGHTS);
  }

  private static Map<String, Place> layers(Side side, List<String> weights) throws IOException {
    List<String> outputs =
        side.stage().contents().entrySet().stream()
            .filter(each -> Objects.equals(each.getValue(), LAYERS))
            .map(Map.Entry::getKey)
            .toList();
    if (outputs.size() != 1) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "by layer: %s has %s beside the model",
              side.run().manifest().id(),
              outputs.isEmpty() ? "no table of layers" : "several tables of layers"));
    }
    Map<String, Place> places = new LinkedHashMap<>();
    long first = 0;
    for (Layer layer : new TableRows<>(Layer.class).all(side.shards(outputs.get(0)))) {
      LayerFacts facts =
          new LayerFacts(
              layer.getType(),
              layer.getOutputShape(),
              layer.getParameters(),
              layer.getIndex() < weights.size() ? weights.get(layer.getIndex()) : "");
      if (facts.parameters() < 0 || places.put(layer.getName(), new Place(facts, first)) != null) {
        throw new ReportedException(
            "the table of layers has layer '"
                + layer.getName()
                + "' twice, or with a negative"
                + " number of parameters");
      }
      first += facts.parameters();
    }
    return places;
  }
}
