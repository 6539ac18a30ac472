package io.reprise.stages.network;

import io.reprise.stages.onednn.Chain;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * A kind of layer that a pipeline file can name. A new kind is one class of this and one line in
 * {@link LayerKinds}; one of a user's jar is a {@link LayerProvider}.
 */
interface LayerKind {

  /** Without the name, which every layer may have. */
  List<Parameter> parameters();

  /**
   * The shape of what comes out.
   *
   * @throws IllegalShape when such an input does not fit
   */
  Shape output(Shape input, Settings settings);

  /** Adds Deeplearning4j's layers for it, for those that are {@link #isOnDl4j}. */
  void addTo(LayerStack stack, String name, Settings settings);

  /**
   * Adds the layer to a chain on oneDNN, for those that are {@link #isOnOneDnn}.
   *
   * @param input shape of what goes in
   */
  void addTo(Chain chain, Shape input, Settings settings);

  /** Whether oneDNN has the layer; does not load it. */
  default boolean isOnOneDnn(Settings settings) {
    return true;
  }

  /** Whether Deeplearning4j has the layer as it is meant here; does not load it. */
  default boolean isOnDl4j() {
    return true;
  }

  /**
   * What shapes its parameters beside the input: {@code 32 filters of 3x3}. Two layers of a kind
   * with as many parameters have them in the same places if and only if it is the same. Empty where
   * nothing does.
   */
  default String weights(Settings settings) {
    return "";
  }

  /** Whether there is something in it to train. */
  default boolean hasParameters() {
    return true;
  }

  /**
   * How many numbers it keeps of an example while training, about; gradients are not among them.
   */
  default long numbers(Shape input, Settings settings) {
    return output(input, settings).size();
  }

  /** No fewer parameters than it has, about. */
  default long mostParameters(Shape input, Settings settings) {
    return 0;
  }

  /** An input that a layer cannot take; the message says why, without the layer's name. */
  final class IllegalShape extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IllegalShape(String why) {
      super(why);
    }
  }

  /**
   * Checks what a layer would put out.
   *
   * @throws IllegalShape if they are more numbers than arrays have places
   */
  static void checkSize(long... sides) {
    double numbers = Arrays.stream(sides).asDoubleStream().reduce(1, (one, other) -> one * other);
    if (numbers > Integer.MAX_VALUE) {
      throw new IllegalShape(
          "would put out "
              + Arrays.stream(sides).mapToObj(Long::toString).collect(Collectors.joining("x"))
              + ", more than 2 billion numbers an example; set fewer filters or units, or another"
              + " stride");
    }
  }

  /** The input as feature maps. */
  static Shape.Image image(Shape input) {
    if (input instanceof Shape.Image image) {
      return image;
    }
    throw new IllegalShape(
        input instanceof Shape.Sequence
            ? "takes feature maps, but gets "
                + input.label()
                + ", steps x features; move it before the recurrent layers"
            : "takes feature maps, but gets "
                + input.label()
                + " units; move it before the dense layers");
  }

  /** Configures a layer's own part of Deeplearning4j. */
  static <T extends Layer> T named(T layer, String name) {
    layer.setLayerName(name);
    return layer;
  }
}
