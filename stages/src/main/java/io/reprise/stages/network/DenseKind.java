package io.reprise.stages.network;

import io.reprise.stages.onednn.Chain;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.DenseLayer;

/** A fully connected layer with biases; of a sequence, the same for each step. */
final class DenseKind implements LayerKind {

  static final ParameterType UNITS = ParameterType.integer(1, 1 << 20);

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.required("units", UNITS, "numbers that come out"),
        Activations.parameter("identity"),
        Activations.alpha());
  }

  @Override
  public Shape output(Shape input, Settings settings) {
    int units = settings.integer("units");
    return input instanceof Shape.Sequence sequence
        ? new Shape.Sequence(sequence.steps(), units)
        : new Shape.Units(units);
  }

  @Override
  public void addTo(LayerStack stack, String name, Settings settings) {
    stack.add(
        LayerKind.named(
            new DenseLayer.Builder()
                .nOut(settings.integer("units"))
                .activation(Activations.of(settings.text("activation"), settings))
                .build(),
            name));
  }

  @Override
  public void addTo(Chain chain, Shape input, Settings settings) {
    chain.dense(
        settings.integer("units"), Activations.function(settings.text("activation"), settings));
  }

  @Override
  public boolean isOnOneDnn(Settings settings) {
    return Activations.isOnOneDnn(settings.text("activation"));
  }

  @Override
  public String weights(Settings settings) {
    return settings.integer("units") + " units";
  }

  @Override
  public long mostParameters(Shape input, Settings settings) {
    return settings.longInteger("units") * (input.size() + 1);
  }
}
