package io.reprise.stages.network;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

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
  static Backend of(Settings settings) {
    String word = settings.text(PARAMETER);
    if (word.equals(AUTOMATIC)) {
      if (!missingOnDl4j(settings).isEmpty()) {
        return ONEDNN;
      }
      return NativeSettings.linuxOnIntel() && missingOnOneDnn(settings).isEmpty() ? ONEDNN : DL4J;
    }
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The layers that oneDNN does not have, by their kinds. */
  static List<String> missingOnOneDnn(Settings settings) {
    return kinds(settings, layer -> !LayerKinds.of(layer.kind()).isOnOneDnn(layer.settings()));
  }

  /** The layers that Deeplearning4j does not have, by their kinds. */
  static List<String> missingOnDl4j(Settings settings) {
    return kinds(settings, layer -> !LayerKinds.of(layer.kind()).isOnDl4j());
  }

  private static List<String> kinds(Settings settings, Predicate<Settings.Variant> wanted) {
    return settings.variants(NetworkParameters.LAYERS).stream()
        .filter(wanted)
        .map(Settings.Variant::kind)
        .distinct()
        .toList();
  }

  /** The parameters of a network with the backend that {@link #AUTOMATIC} comes to here. */
  public static Settings settled(Settings settings) {
    return settings.with(PARAMETER, of(settings).word());
  }

  /** A new network with its initial weights, which depend on the seed and not on the backend. */
  public static Network initial(NetworkSpec spec) {
    if (!missingOnDl4j(spec.settings()).isEmpty()) {
      OneDnnNetwork network = onOneDnn(spec);
      network.initialise();
      return network;
    }
    Dl4jNetwork initial = Dl4jNetwork.initial(spec);
    if (of(spec.settings()) == DL4J) {
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
    List<String> only = missingOnDl4j(spec.settings());
    throw new ReportedException(
        "oneDNN cannot be loaded on this machine (--verbose shows why); "
            + (only.isEmpty()
                ? "set backend: dl4j"
                : "nothing else has " + only.get(0) + " layers"));
  }

  /** Whether it is, as declared, and oneDNN can be loaded. */
  static boolean isOnOneDnn(NetworkSpec spec) {
    return of(spec.settings()) == ONEDNN && NativeRuntime.hasOneDnn();
  }

  /** A network whose parameters are to be set. */
  static Network untrained(NetworkSpec spec) {
    return isOnOneDnn(spec) || !missingOnDl4j(spec.settings()).isEmpty()
        ? onOneDnn(spec)
        : Dl4jNetwork.initial(spec);
  }
}
