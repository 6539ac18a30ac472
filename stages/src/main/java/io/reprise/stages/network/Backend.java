package io.reprise.stages.network;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What computes a network; the bits of its results depend on it. */
public enum Backend {
  /** oneDNN's primitives: the fastest, for Linux on x86-64. */
  ONEDNN,
  /** Deeplearning4j: all layers on all platforms. */
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
      return NativeSettings.linuxOnIntel() && missingOnOneDnn(settings).isEmpty() ? ONEDNN : DL4J;
    }
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** The layers that oneDNN does not have, by their kinds. */
  static List<String> missingOnOneDnn(Settings settings) {
    return settings.variants(NetworkParameters.LAYERS).stream()
        .filter(layer -> !LayerKinds.of(layer.kind()).isOnOneDnn(layer.settings()))
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
    Dl4jNetwork initial = Dl4jNetwork.initial(spec);
    if (of(spec.settings()) == DL4J) {
      return initial;
    }
    if (!NativeRuntime.hasOneDnn()) {
      initial.close();
      throw new ReportedException(
          "oneDNN cannot be loaded on this machine (--verbose shows why); set backend: dl4j");
    }
    try (initial) {
      OneDnnNetwork network = OneDnnNetwork.of(spec);
      network.resume(initial.parameters(), new Network.OptimizerState(0, new float[0]));
      return network;
    }
  }

  /** A network whose parameters are to be set. */
  static Network untrained(NetworkSpec spec) {
    return of(spec.settings()) == ONEDNN && NativeRuntime.hasOneDnn()
        ? OneDnnNetwork.of(spec)
        : Dl4jNetwork.initial(spec);
  }
}
