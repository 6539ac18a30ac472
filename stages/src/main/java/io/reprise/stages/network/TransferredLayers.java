package io.reprise.stages.network;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of layers that a new network has in common with a trained one: those of the same
 * name.
 *
 * @param model the trained one
 */
public record TransferredLayers(TrainedModel model) {

  /** Settings that say which numbers a layer's parameters are. */
  private static final List<String> SHAPING =
      List.of("units", "filters", "kernel", "kernelHeight", "kernelWidth", "layers");

  /**
   * Parameters of which those of common layers are the model's.
   *
   * @param initial of the new network; stays as it is
   * @throws ReportedException when no layer has parameters in common, or a layer of the same name
   *     is another one
   */
  public float[] into(NetworkSpec spec, float[] initial) {
    float[] parameters = initial.clone();
    float[] trained = model.parameters();
    Map<String, Place> places = places();
    int offset = 0;
    boolean common = false;
    for (LayerSummary layer : LayerSummary.of(spec)) {
      Place place = places.get(layer.name());
      int count = Math.toIntExact(layer.parameters());
      if (place != null && count > 0) {
        check(layer, spec.layers().get(layer.index()), place);
        System.arraycopy(trained, place.offset(), parameters, offset, count);
        common = true;
      }
      offset += count;
    }
    if (!common) {
      throw new ReportedException(
          "from: the model has no layer with parameters of a name that is here; its layers are "
              + places.keySet().stream().sorted().collect(Collectors.joining(", "))
              + ": name those that are to go on likewise");
    }
    return parameters;
  }

  /** Where the model's parameters have a layer. */
  private record Place(LayerSummary layer, LayerSpec spec, int offset) {}

  private Map<String, Place> places() {
    Map<String, Place> places = new HashMap<>();
    int offset = 0;
    for (LayerSummary layer : LayerSummary.of(model.spec())) {
      LayerSpec declared = model.spec().layers().get(layer.index());
      if (layer.parameters() > 0) {
        places.put(layer.name(), new Place(layer, declared, offset));
      }
      offset += Math.toIntExact(layer.parameters());
    }
    return places;
  }

  private static void check(LayerSummary layer, LayerSpec declared, Place place) {
    boolean same =
        declared.kind().equals(place.spec().kind())
            && SHAPING.stream()
                .allMatch(name -> Objects.equals(value(declared, name), value(place.spec(), name)));
    if (!same || layer.parameters() != place.layer().parameters()) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "from: layer '%s' is a %s of %,d parameters, and the model's of this name a %s of"
                  + " %,d; give it another name to let it begin anew",
              layer.name(),
              layer.kind(),
              layer.parameters(),
              place.layer().kind(),
              place.layer().parameters()));
    }
  }

  private static @Nullable Object value(LayerSpec layer, String name) {
    Settings settings = layer.settings();
    return settings.values().get(name);
  }
}
