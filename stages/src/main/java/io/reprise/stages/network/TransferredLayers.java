package io.reprise.stages.network;

import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parameters of layers that a new network has in common with a trained one: those of the same
 * name.
 *
 * @param model the trained one
 */
public record TransferredLayers(TrainedModel model) {

  /**
   * Parameters of which those of common layers are the model's.
   *
   * @param initial of the new network; stays as it is
   * @throws ReportedException when no layer has parameters in common, a layer of the same name is
   *     another one, or a frozen layer would stay as it was drawn
   */
  public float[] into(NetworkSpec spec, float[] initial) {
    float[] parameters = initial.clone();
    float[] trained = model.parameters();
    Map<String, Place> places = places();
    int offset = 0;
    boolean common = false;
    List<String> drawn = new ArrayList<>();
    for (LayerSummary layer : LayerSummary.of(spec)) {
      Place place = places.get(layer.name());
      int count = Math.toIntExact(layer.parameters());
      if (place != null && count > 0) {
        check(layer, place.layer());
        System.arraycopy(trained, place.offset(), parameters, offset, count);
        common = true;
      } else if (count > 0 && spec.isFrozen(spec.layers().get(layer.index()))) {
        drawn.add(layer.name());
      }
      offset += count;
    }
    if (!common) {
      throw new ReportedException(
          "from: the model has no layer with parameters of a name that is here; its layers are "
              + places.keySet().stream().sorted().collect(Collectors.joining(", "))
              + ": name those that are to go on likewise");
    }
    requireNone(drawn, places.keySet());
    return parameters;
  }

  /** Where the model's parameters have a layer. */
  private record Place(LayerSummary layer, int offset) {}

  private Map<String, Place> places() {
    Map<String, Place> places = new HashMap<>();
    int offset = 0;
    for (LayerSummary layer : LayerSummary.of(model.spec())) {
      if (layer.parameters() > 0) {
        places.put(layer.name(), new Place(layer, offset));
      }
      offset += Math.toIntExact(layer.parameters());
    }
    return places;
  }

  private static void check(LayerSummary layer, LayerSummary trained) {
    boolean alike =
        layer.kind().equals(trained.kind())
            && layer.weights().equals(trained.weights())
            && layer.parameters() == trained.parameters();
    if (!alike) {
      throw other(layer, described(layer), described(trained));
    }
    if (layer.inputs() != trained.inputs()) { // as many parameters, in other places
      throw other(layer, "for inputs of depth " + layer.inputs(), "of " + trained.inputs());
    }
  }

  private static ReportedException other(LayerSummary layer, String here, String there) {
    return new ReportedException(
        String.format(
            Locale.ROOT,
            "from: layer '%s' is %s, and the model's of this name %s; give it another name to let"
                + " it begin anew",
            layer.name(),
            here,
            there));
  }

  private static String described(LayerSummary layer) {
    return String.format(
        Locale.ROOT,
        "a %s of %,d parameters%s",
        layer.kind(),
        layer.parameters(),
        layer.weights().isEmpty() ? "" : " (" + layer.weights() + ")");
  }

  /** Frozen at random numbers is nothing that anybody asks for who goes on from a model. */
  private static void requireNone(List<String> drawn, Set<String> trained) {
    if (!drawn.isEmpty()) {
      throw new ReportedException(
          String.format(
              Locale.ROOT,
              "frozen: the model of 'from' has no layer '%s', which would stay at random numbers;"
                  + " name it as there, or take it out of frozen%s",
              drawn.get(0),
              Nearest.hint(drawn.get(0), trained)));
    }
  }
}
