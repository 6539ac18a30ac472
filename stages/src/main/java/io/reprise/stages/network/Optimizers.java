package io.reprise.stages.network;

import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/** Ways to follow the gradient. */
final class Optimizers {

  static final String DEFAULT = "adam";
  private static final String ADA_DELTA = "adaDelta";
  private static final String LEARNING_RATE = "learningRate";

  private Optimizers() {}

  /** The optimizer, as a parameter. */
  static ParameterType type() {
    Map<String, List<Parameter>> variants = new LinkedHashMap<>();
    variants.put(
        "sgd",
        List.of(
            learningRate(0.01),
            fraction("momentum", 0, "of the last step; 0 for none"),
            Parameter.withDefault(
                "nesterov", ParameterType.flag(), true, "Nesterov's momentum, else Polyak's")));
    variants.put(
        DEFAULT,
        List.of(
            learningRate(0.001),
            fraction("beta1", 0.9, "decay of the mean"),
            fraction("beta2", 0.999, "decay of the mean of squares"),
            epsilon(1e-8)));
    variants.put(
        "rmsProp",
        List.of(
            learningRate(0.001), fraction("decay", 0.9, "of the mean of squares"), epsilon(1e-8)));
    variants.put("adaGrad", List.of(learningRate(0.01), epsilon(1e-6)));
    variants.put(
        ADA_DELTA, List.of(fraction("decay", 0.95, "of the means of squares"), epsilon(1e-6)));
    return ParameterType.oneOf(variants);
  }

  /** With a rate that does not change; {@link Network#beginEpoch} sets another. */
  static IUpdater of(Settings.Variant optimizer) {
    return updater(optimizer.kind(), optimizer.settings());
  }

  /** Momentum in a form that Deeplearning4j does not have. */
  static boolean isPolyak(Settings.Variant optimizer) {
    return optimizer.kind().equals("sgd")
        && optimizer.settings().real("momentum") > 0
        && !optimizer.settings().flag("nesterov");
  }

  private static IUpdater updater(String kind, Settings settings) {
    return switch (kind) {
      case "sgd" ->
          settings.real("momentum") > 0
              ? new Nesterovs(settings.real(LEARNING_RATE), settings.real("momentum"))
              : new Sgd(settings.real(LEARNING_RATE));
      case DEFAULT ->
          new Adam(
              settings.real(LEARNING_RATE),
              settings.real("beta1"),
              settings.real("beta2"),
              settings.real("epsilon"));
      case "rmsProp" ->
          new RmsProp(
              settings.real(LEARNING_RATE), settings.real("decay"), settings.real("epsilon"));
      case "adaGrad" -> new AdaGrad(settings.real(LEARNING_RATE), settings.real("epsilon"));
      case ADA_DELTA -> new AdaDelta(settings.real("decay"), settings.real("epsilon"));
      default -> throw new IllegalArgumentException("no optimizer is called " + kind);
    };
  }

  private static Parameter learningRate(double fallback) {
    return Parameter.withDefault(
        LEARNING_RATE, ParameterType.real(0, 1000), fallback, "size of a step");
  }

  private static Parameter epsilon(double fallback) {
    return Parameter.withDefault(
        "epsilon", ParameterType.real(0, 1), fallback, "keeps the division finite");
  }

  private static Parameter fraction(String name, double fallback, String help) {
    return Parameter.withDefault(name, ParameterType.real(0, 1), fallback, help);
  }
}
