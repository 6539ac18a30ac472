package io.reprise.stages.network;

import io.reprise.schemas.text.Numbers;
import io.reprise.stages.onednn.Chain;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.jspecify.annotations.Nullable;

/** A kind of layer from a user's jar, which Deeplearning4j alone has. */
record ProvidedKind(LayerProvider provider) implements LayerKind {

  @Override
  public List<Parameter> parameters() {
    return provider.parameters();
  }

  /** As Deeplearning4j works it out, so that the two cannot differ. */
  @Override
  public Shape output(Shape input, Settings settings) {
    InputType type = type(input);
    InputType made =
        computed(input, settings, network -> network.getLayerActivationTypes(type).get(0));
    Shape output = shape(made);
    if (!isSomething(output)) { // which Deeplearning4j lets pass for some of its layers
      throw new IllegalShape(
          "cannot take " + input.label() + ": " + output.label() + " would come out");
    }
    return output;
  }

  @Override
  public long mostParameters(Shape input, Settings settings) {
    return computed(
        input,
        settings,
        network -> {
          NeuralNetConfiguration layer = network.getConf(0);
          return layer.getLayer().initializer().numParams(layer);
        });
  }

  /** Asks a network of this layer alone; runs code of the user's. */
  private <T> T computed(
      Shape input, Settings settings, Function<MultiLayerConfiguration, T> question) {
    InputType type = type(input);
    NativeRuntime.prepare();
    try {
      return question.apply(
          new NeuralNetConfiguration.Builder()
              .list()
              .layer(provider.layer(settings))
              .setInputType(type)
              .build());
    } catch (RuntimeException | LinkageError e) { // the user's code, or Deeplearning4j's checks
      String why = e.getMessage() == null ? e.toString() : e.getMessage();
      throw new IllegalShape(
          "cannot take " + input.label() + ": " + why.lines().findFirst().orElse(""));
    }
  }

  private static InputType type(Shape input) {
    if (input instanceof Shape.Image image) {
      return InputType.convolutional(image.height(), image.width(), image.channels());
    }
    if (input instanceof Shape.Units units) {
      return InputType.feedForward(units.size());
    }
    throw new IllegalShape("takes feature maps or units, but gets a sequence");
  }

  private static Shape shape(InputType type) {
    if (type instanceof InputType.InputTypeConvolutional maps) {
      return new Shape.Image(
          Math.toIntExact(maps.getChannels()),
          Math.toIntExact(maps.getHeight()),
          Math.toIntExact(maps.getWidth()));
    }
    if (type instanceof InputType.InputTypeFeedForward units) {
      return new Shape.Units(Math.toIntExact(units.getSize()));
    }
    throw new IllegalShape("puts out " + type + ", but feature maps or units are wanted");
  }

  private static boolean isSomething(Shape shape) {
    return shape instanceof Shape.Image image
        ? image.channels() > 0 && image.height() > 0 && image.width() > 0
        : shape.size() > 0;
  }

  @Override
  public void addTo(LayerStack stack, String name, Settings settings) {
    stack.add(LayerKind.named(provider.layer(settings), name));
  }

  @Override
  public void addTo(Chain chain, Shape input, Settings settings) {
    throw new IllegalStateException("oneDNN is not asked for layers of jars");
  }

  @Override
  public boolean isOnOneDnn(Settings settings) {
    return false;
  }

  /** All that is declared, since any of it may. */
  @Override
  public String weights(Settings settings) {
    Map<String, @Nullable Object> declared = new TreeMap<>(settings.values());
    declared.remove(LayerKinds.NAME);
    return declared.isEmpty() ? "" : Numbers.text(declared);
  }
}
