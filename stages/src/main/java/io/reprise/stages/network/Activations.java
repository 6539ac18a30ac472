package io.reprise.stages.network;

import io.reprise.stages.onednn.Function;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationLReLU;

/** Activation functions, by the words for them in pipeline files. */
final class Activations {

  static final String ALPHA = "alpha";
  private static final String RELU = "relu";
  private static final String LEAKY_RELU = "leakyRelu";
  private static final double GELU_SCALE = 1.702;
  private static final Set<String> ON_ONE_DNN =
      Set.of("identity", RELU, LEAKY_RELU, "elu", "gelu", "swish", "softplus", "tanh", "sigmoid");

  /** Names of Deeplearning4j's constants, so that a declaration loads none of its classes. */
  private static final Map<String, String> NAMES = names();

  private Activations() {}

  private static Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("identity", "IDENTITY");
    names.put(RELU, "RELU");
    names.put(LEAKY_RELU, "LEAKYRELU");
    names.put("elu", "ELU");
    names.put("selu", "SELU");
    names.put("gelu", "GELU");
    names.put("swish", "SWISH");
    names.put("softplus", "SOFTPLUS");
    names.put("softsign", "SOFTSIGN");
    names.put("tanh", "TANH");
    names.put("sigmoid", "SIGMOID");
    names.put("hardSigmoid", "HARDSIGMOID");
    names.put("softmax", "SOFTMAX");
    return names;
  }

  static ParameterType words() {
    return ParameterType.choice(NAMES.keySet().toArray(String[]::new));
  }

  static Parameter parameter(String fallback) {
    return Parameter.withDefault("activation", words(), fallback, "function of the layer's sums");
  }

  static Parameter alpha() {
    return Parameter.withDefault(
        ALPHA, ParameterType.real(0, 1), 0.01, "slope of leakyRelu below zero");
  }

  static boolean isRelu(String word) {
    return word.equals(RELU);
  }

  /** Whether oneDNN has it; does not load it. */
  static boolean isOnOneDnn(String word) {
    return ON_ONE_DNN.contains(word);
  }

  /**
   * On oneDNN, for words that are {@link #isOnOneDnn}.
   *
   * @param settings with {@link #ALPHA}
   */
  static Function function(String word, Settings settings) {
    return switch (word) {
      case "identity" -> Function.identity();
      case RELU -> Function.relu();
      case LEAKY_RELU -> Function.leakyRelu(settings.real(ALPHA));
      case "elu" -> Function.elu();
      case "gelu" -> Function.swish(GELU_SCALE); // as Deeplearning4j has it
      case "swish" -> Function.swish(1);
      case "softplus" -> Function.softplus();
      case "tanh" -> Function.tanh();
      case "sigmoid" -> Function.sigmoid();
      default -> throw new IllegalArgumentException("oneDNN has no function " + word);
    };
  }

  /**
   * @param settings with {@link #ALPHA}
   */
  static IActivation of(String word, Settings settings) {
    if (isRelu(word)) {
      return new InPlaceRelu();
    }
    if (word.equals(LEAKY_RELU)) {
      return new ActivationLReLU(settings.real(ALPHA));
    }
    return Activation.valueOf(NAMES.get(word)).getActivationFunction();
  }
}
