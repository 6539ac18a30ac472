package io.reprise.stages.network;

import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All kinds of layers, by the words for them in pipeline files. */
final class LayerKinds {

  static final String NAME = "name";
  static final String OUTPUT = "output";

  private static final Map<String, LayerKind> KINDS = kinds();

  private LayerKinds() {}

  private static Map<String, LayerKind> kinds() {
    Map<String, LayerKind> kinds = new LinkedHashMap<>();
    kinds.put("conv", new ConvKind());
    kinds.put("pool", new PoolKind());
    kinds.put("batchNorm", new BatchNormKind());
    kinds.put("activation", new ActivationKind());
    kinds.put("dropout", new DropoutKind());
    kinds.put("flatten", new FlattenKind());
    kinds.put("dense", new DenseKind());
    kinds.put("rnn", RecurrentKind.simple());
    kinds.put("lstm", RecurrentKind.lstm());
    kinds.put("gru", RecurrentKind.gru());
    Map<String, LayerKind> inBranches = new LinkedHashMap<>(kinds);
    inBranches.keySet().removeAll(List.of("flatten", "rnn", "lstm", "gru"));
    kinds.put("residual", new ResidualKind(inBranches));
    kinds.put(OUTPUT, new OutputKind());
    return kinds;
  }

  static LayerKind of(String kind) {
    LayerKind found = KINDS.get(kind);
    if (found == null) {
      throw new IllegalArgumentException("no kind of layer is called " + kind);
    }
    return found;
  }

  /** A layer, as a parameter. */
  static ParameterType type() {
    Map<String, List<Parameter>> variants = new LinkedHashMap<>();
    KINDS.forEach(
        (word, kind) -> {
          List<Parameter> parameters = new ArrayList<>(kind.parameters());
          parameters.add(
              Parameter.optional(
                  NAME, ParameterType.text(), "unique; by default the kind and a number"));
          variants.put(word, parameters);
        });
    return ParameterType.oneOf(variants);
  }
}
