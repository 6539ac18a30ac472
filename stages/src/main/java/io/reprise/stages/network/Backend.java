package io.reprise.stages.network;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What computes a network; the bits of its results depend on it. */
public enum Backend {
  /** oneDNN's primitives: the fastest, and all recurrent layers; for Linux on x86-64. */
  ONEDNN,
  /** Deeplearning4j: all layers but recurrent ones on all platforms. */
  DL4J;

  static final String PARAMETER = "backend";

  /** To be chosen by what there is. */
  static final String AUTOMATIC = "auto";

  static String[] words() {
    List<String> words = Arrays.stream(values()).map(Backend::word).toList();
    return new String[] {AUTOMATIC, words.get(0), words.get(1)};
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As declared, or the fastest that can be had. */
  static Backend of(Settings settings, LayerKinds kinds) {
    String word = settings.text(PARAMETER);
    if (word.equals(AUTOMATIC)) {
      if (!notOnDl4j(settings, kinds).isEmpty()) {
        return ONEDNN;
      }
      return NativeSettings.linuxOnIntel() && missingOnOneDnn(settings, kinds).isEmpty()
          ? ONEDNN
          : DL4J;
    }
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** What is declared and oneDNN does not have: {@code this dense layer}. */
  static List<String> missingOnOneDnn(Settings settings, LayerKinds kinds) {
    return words(settings, layer -> !kinds.of(layer.kind()).isOnOneDnn(layer.settings()));
  }

  /** What is declared and Deeplearning4j does not have. */
  static List<String> notOnDl4j(Settings settings, LayerKinds kinds) {
    List<String> missing = new ArrayList<>(layersNotOnDl4j(settings, kinds));
    if (Optimizers.isPolyak(settings.variant("optimizer"))) {
      missing.add("momentum without nesterov");
    }
    Stream.of(GradientClipping.PARAMETER, NetworkParameters.FROZEN, "classWeights")
        .filter(settings::has)
        .forEach(missing::add);
    if (settings.real(NetworkParameters.LABEL_SMOOTHING) > 0) {
      missing.add(NetworkParameters.LABEL_SMOOTHING);
    }
    return missing;
  }

  private static List<String> layersNotOnDl4j(Settings settings, LayerKinds kinds) {
    return words(settings, layer -> !kinds.of(layer.kind()).isOnDl4j());
  }

  private static List<String> words(Settings settings, Predicate<Settings.Variant> wanted) {
    return settings.variants(NetworkParameters.LAYERS).stream()
        .filter(wanted)
        .map(layer -> "this " + layer.kind() + " layer")
        .distinct()
        .toList();
  }

  /** The parameters of a network with the backend that {@link #AUTOMATIC} comes to here. */
  public static Settings settled(Settings settings, LayerKinds kinds) {
    return settings.with(PARAMETER, of(settings, kinds).word());
  }

  /** A new network with its initial weights, which depend on the seed and not on the backend. */
  public static Network initial(NetworkSpec spec) {
    if (!layersNotOnDl4j(spec.settings(), spec.kinds()).isEmpty()) {
      OneDnnNetwork network = onOneDnn(spec);
      network.initialise();
      return network;
    }
    Dl4jNetwork initial = Dl4jNetwork.initial(spec);
    if (of(spec.settings(), spec.kinds()) == DL4J) {
      return initial;
    }
    try (initial) {
      OneDnnNetwork network = onOneDnn(spec);
      network.resume(initial.parameters(), new Network.OptimizerState(0, new float[0]));
      return network;
    }
  }

  private static OneDnnNetwork onOneDnn(NetworkSpec spec) {
    if (NativeRuntime.hasOneDnn()) {
      return OneDnnNetwork.of(spec);
    }
    List<String> only = notOnDl4j(spec.settings(), spec.kinds());
    throw new ReportedException(
        "oneDNN cannot be loaded on this machine (--verbose shows why); "
            + (only.isEmpty() ? "set backend: dl4j" : "nothing else has " + only.get(0)));
  }

  /** Whether it is, as declared, and oneDNN can be loaded. */
  static boolean isOnOneDnn(NetworkSpec spec) {
    return of(spec.settings(), spec.kinds()) == ONEDNN && NativeRuntime.hasOneDnn();
  }

  /** A network whose parameters are to be set. */
  static Network untrained(NetworkSpec spec) {
    return isOnOneDnn(spec) || !layersNotOnDl4j(spec.settings(), spec.kinds()).isEmpty()
        ? onOneDnn(spec)
        : Dl4jNetwork.initial(spec);
  }
}
