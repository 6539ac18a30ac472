package io.reprise.stages.network;

import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * All kinds of layers, by the words for them in pipeline files: those that come with Reprise, and
 * those of a user's jars.
 */
public final class LayerKinds implements Serializable {

  private static final long serialVersionUID = 1L;

  static final String NAME = "name";
  static final String OUTPUT = "output";

  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9]*");
  private static final Map<String, LayerKind> BUILT_IN = builtInKinds();
  private static final LayerKinds NONE_PROVIDED = new LayerKinds(List.of());

  private final ArrayList<LayerProvider> provided;

  private LayerKinds(List<LayerProvider> provided) {
    this.provided = new ArrayList<>(provided);
  }

  /** Those that come with Reprise alone. */
  public static LayerKinds builtIn() {
    return NONE_PROVIDED;
  }

  /**
   * Those, and others.
   *
   * @throws ReportedException when two have one name, one is no word, or the parameters of one
   *     cannot be told apart
   */
  public static LayerKinds with(List<LayerProvider> provided) {
    Set<String> taken = new HashSet<>(BUILT_IN.keySet());
    for (LayerProvider provider : provided) {
      String kind = provider.kind();
      String calls = provider.getClass().getName() + " calls its kind of layer '" + kind + "'";
      if (kind == null || !WORD.matcher(kind).matches()) {
        throw new ReportedException(calls + "; take a word of letters and digits");
      }
      if (!taken.add(kind)) {
        throw new ReportedException(calls + ", which there is already; rename the one in your jar");
      }
      requireDifferent(provider);
    }
    return new LayerKinds(provided);
  }

  private static void requireDifferent(LayerProvider provider) {
    Set<String> taken = new HashSet<>(Set.of(NAME));
    for (Parameter parameter : provider.parameters()) {
      if (!taken.add(parameter.name())) {
        throw new ReportedException(
            provider.getClass().getName()
                + " declares the parameter '"
                + parameter.name()
                + "', which every layer or itself has already; rename it");
      }
    }
  }

  /** Those of a user's jars. */
  public List<LayerProvider> provided() {
    return List.copyOf(provided);
  }

  private static Map<String, LayerKind> builtInKinds() {
    Map<String, LayerKind> kinds = new LinkedHashMap<>();
    kinds.put("conv", new ConvKind());
    kinds.put("transposedConv", new TransposedConvKind());
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

  /** One that comes with Reprise. */
  static LayerKind builtIn(String kind) {
    return builtIn().of(kind);
  }

  /**
   * @throws ReportedException when there is none of this name, as in a model that was trained with
   *     a jar that is not there
   */
  LayerKind of(String kind) {
    LayerKind found = kinds().get(kind);
    if (found == null) {
      throw new ReportedException(
          "no kind of layer is called '"
              + kind
              + "'"
              + Nearest.hint(kind, kinds().keySet())
              + "; one of a jar needs the jar under 'jars' of the pipeline file");
    }
    return found;
  }

  private Map<String, LayerKind> kinds() {
    if (provided.isEmpty()) {
      return BUILT_IN;
    }
    Map<String, LayerKind> kinds = new LinkedHashMap<>(BUILT_IN);
    kinds.remove(OUTPUT);
    provided.forEach(provider -> kinds.put(provider.kind(), new ProvidedKind(provider)));
    kinds.put(OUTPUT, builtIn(OUTPUT));
    return kinds;
  }

  /** A layer, as a parameter. */
  ParameterType type() {
    Map<String, List<Parameter>> variants = new LinkedHashMap<>();
    kinds()
        .forEach(
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
