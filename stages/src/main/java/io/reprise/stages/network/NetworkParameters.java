package io.reprise.stages.network;

import io.reprise.schemas.problem.Nearest;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The declared parameters that say what a network is and how it is trained. */
public final class NetworkParameters {

  static final String LAYERS = "layers";
  static final String TARGET = "target";
  static final String INPUT = "input";
  static final String FROZEN = "frozen";
  static final String LABEL_SMOOTHING = "labelSmoothing";
  private static final int MAXIMUM_THREADS = 64;

  /** Words of pipeline files to names of Deeplearning4j's {@code WeightInit}. */
  static final Map<String, String> INITIALISATIONS = initialisations();

  private NetworkParameters() {}

  private static Map<String, String> initialisations() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("xavier", "XAVIER");
    names.put("xavierUniform", "XAVIER_UNIFORM");
    names.put("normal", "NORMAL");
    names.put("he", "RELU");
    names.put("heUniform", "RELU_UNIFORM");
    names.put("lecun", "LECUN_NORMAL");
    names.put("zeros", "ZERO");
    return names;
  }

  /**
   * In the order of help and documentation.
   *
   * @param kinds of layers that a network may have
   */
  public static List<Parameter> declared(LayerKinds kinds) {
    return List.of(
        Parameter.required(
            LAYERS, ParameterType.list(kinds.type()), "input side first, an output last"),
        Parameter.withDefault(
            TARGET,
            ParameterType.choice("label", INPUT),
            "label",
            "what is to come out: the class, or the image itself, as of an autoencoder"),
        Parameter.withDefault(
            "optimizer", Optimizers.type(), Optimizers.DEFAULT, "how the gradient is followed"),
        Parameter.optional(
            GradientClipping.PARAMETER, GradientClipping.type(), "a bound for gradients"),
        Parameter.withDefault(
            LABEL_SMOOTHING,
            ParameterType.real(0, 1),
            0.0,
            "part of a label that is spread evenly over all classes"),
        Parameter.optional(
            FROZEN,
            ParameterType.list(ParameterType.text()),
            "names of layers whose parameters stay as they are"),
        Parameter.withDefault(
            "initialisation",
            ParameterType.choice(INITIALISATIONS.keySet().toArray(String[]::new)),
            "xavier",
            "of weights: xavier is Glorot's normal, normal has deviation 1/sqrt(inputs); weights"
                + " from step to step are orthogonal, or zeros"),
        Parameter.withDefault(
            "l1", ParameterType.real(0, 1000), 0.0, "times the sum of the weights' sizes"),
        Parameter.withDefault(
            "l2",
            ParameterType.real(0, 1000),
            0.0,
            "times half the sum of the weights' squares; twice the figure of Keras"),
        Parameter.withDefault(
            "seed",
            ParameterType.integer(0, Long.MAX_VALUE),
            0L,
            "of initial weights, dropout, augmentation and the order of examples"),
        Parameter.withDefault(
            Backend.PARAMETER,
            ParameterType.choice(Backend.words()),
            Backend.AUTOMATIC,
            "what computes; auto is onednn where it is there and has all layers; dl4j has no"
                + " recurrent and residual ones"),
        Parameter.withDefault(
            "threads",
            ParameterType.integer(1, MAXIMUM_THREADS),
            2L,
            "of native code; part of the key, as another number gives other roundings"));
  }

  /** What is wrong with layers that are each right for themselves, one line each. */
  public static List<String> problems(Settings settings, LayerKinds kinds) {
    List<String> problems = new ArrayList<>();
    List<Settings.Variant> layers = settings.variants(LAYERS);
    if (layers.isEmpty() || !layers.get(layers.size() - 1).kind().equals(LayerKinds.OUTPUT)) {
      problems.add("layers: the last must be an output, such as - output: { units: 10 }");
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < layers.size(); i++) {
      Settings layer = layers.get(i).settings();
      if (i < layers.size() - 1 && layers.get(i).kind().equals(LayerKinds.OUTPUT)) {
        problems.add("layers[" + i + "]: an output must be the last layer; use dense here");
      }
      if (layer.has(LayerKinds.NAME) && !names.add(layer.text(LayerKinds.NAME))) {
        problems.add(
            "layers[" + i + "]: another layer is already called '" + layer.text("name") + "'");
      }
    }
    problems.addAll(flattenProblems(layers, kinds));
    problems.addAll(backendProblems(settings, kinds));
    problems.addAll(frozenProblems(settings, kinds));
    problems.addAll(targetProblems(settings, layers));
    return problems;
  }

  private static List<String> targetProblems(Settings settings, List<Settings.Variant> layers) {
    List<String> problems = new ArrayList<>();
    Settings last = layers.isEmpty() ? settings : layers.get(layers.size() - 1).settings();
    if (settings.text(TARGET).equals(INPUT)) {
      if (last.has("loss") && !last.text("loss").equals(Loss.MEAN_SQUARED_ERROR)) {
        problems.add("target: input needs a loss of numbers: set loss: mse in the output layer");
      }
      if (settings.real(LABEL_SMOOTHING) > 0) {
        problems.add("labelSmoothing: with target: input there are no labels; leave it out");
      }
    }
    return problems;
  }

  private static List<String> frozenProblems(Settings settings, LayerKinds kinds) {
    if (!settings.has(FROZEN)) {
      return List.of();
    }
    List<LayerSpec> layers = NetworkSpec.named(settings.variants(LAYERS), kinds);
    List<String> names = layers.stream().map(LayerSpec::name).toList();
    List<String> frozen = settings.list(FROZEN, String.class);
    List<String> problems = new ArrayList<>();
    for (String name : frozen) {
      if (!names.contains(name)) {
        problems.add("frozen: there is no layer '" + name + "'" + Nearest.hint(name, names));
      }
    }
    if (layers.stream()
        .filter(layer -> layer.layerKind().hasParameters())
        .allMatch(layer -> frozen.contains(layer.name()))) {
      problems.add("frozen: with all layers frozen there is nothing to train");
    }
    return problems;
  }

  private static List<String> backendProblems(Settings settings, LayerKinds kinds) {
    List<String> notOnOneDnn = Backend.missingOnOneDnn(settings, kinds);
    List<String> notOnDl4j = Backend.notOnDl4j(settings, kinds);
    if (!notOnOneDnn.isEmpty() && notOnDl4j.contains(notOnOneDnn.get(0))) {
      return List.of(
          "layers: no backend has "
              + notOnOneDnn.get(0)
              + ": oneDNN lacks a function of a layer in it, dl4j the layer; take relu or tanh");
    }
    if (!notOnOneDnn.isEmpty() && !notOnDl4j.isEmpty()) {
      return List.of(
          "layers: no backend has both "
              + notOnOneDnn.get(0)
              + " and "
              + notOnDl4j.get(0)
              + "; the first is for dl4j alone, the second for onednn");
    }
    String word = settings.text(Backend.PARAMETER);
    if (word.equals(Backend.ONEDNN.word())) {
      return missing(word, notOnOneDnn, Backend.DL4J);
    }
    return word.equals(Backend.DL4J.word()) ? missing(word, notOnDl4j, Backend.ONEDNN) : List.of();
  }

  private static List<String> missing(String word, List<String> what, Backend other) {
    return what.stream()
        .map(
            each ->
                String.format(
                    Locale.ROOT,
                    "backend: %s does not have %s; leave backend out, or set %s",
                    word,
                    each,
                    other.word()))
        .toList();
  }

  /** Feature maps stay what they are until a dense layer takes them. */
  private static List<String> flattenProblems(List<Settings.Variant> layers, LayerKinds kinds) {
    boolean flattened = false;
    for (Settings.Variant layer : layers) {
      LayerKind kind = kinds.of(layer.kind());
      if (kind instanceof RecurrentKind) {
        return List.of(); // behind it, there are no feature maps
      }
      if (flattened && layer.kind().equals("batchNorm")) {
        return List.of(
            "layers: a batchNorm after flatten is still of feature maps; write it before the"
                + " flatten");
      }
      if (flattened && kind instanceof ProvidedKind) {
        return List.of(
            "layers: the flatten before this "
                + layer.kind()
                + " layer has no effect on it; leave the flatten out");
      }
      flattened = layer.kind().equals("flatten") || flattened && !layer.kind().equals("dense");
    }
    return List.of();
  }
}
