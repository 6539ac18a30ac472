package io.reprise.stages.network;

import io.reprise.stages.onednn.Chain;
import io.reprise.stages.onednn.Function;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** The last layer: fully connected, one unit a class, with the loss that training minimises. */
final class OutputKind implements LayerKind {

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.required("units", DenseKind.UNITS, "number of classes"),
        Activations.parameter("softmax"),
        Activations.alpha(),
        Parameter.withDefault(
            "loss",
            ParameterType.choice(Loss.CROSS_ENTROPY, Loss.MEAN_SQUARED_ERROR),
            Loss.CROSS_ENTROPY,
            "crossEntropy, or mse: mean squared error"));
  }

  @Override
  public Shape output(Shape input, Settings settings) {
    if (input instanceof Shape.Sequence) {
      throw new IllegalShape(
          "takes units, but gets a sequence of "
              + input.label()
              + ", steps x features; let the recurrent layer return the last step, or add a flatten");
    }
    return new Shape.Units(settings.integer("units"));
  }

  @Override
  public void addTo(LayerStack stack, String name, Settings settings) {
    ILossFunction loss =
        settings.text("loss").equals(Loss.CROSS_ENTROPY) ? new LossMCXENT() : new LossMSE();
    stack.add(
        LayerKind.named(
            new OutputLayer.Builder(loss)
                .nOut(settings.integer("units"))
                .activation(Activations.of(settings.text("activation"), settings))
                .build(),
            name));
  }

  @Override
  public void addTo(Chain chain, Shape input, Settings settings) {
    chain.dense(settings.integer("units"), Function.identity()); // OutputLoss has the rest
  }

  @Override
  public boolean isOnOneDnn(Settings settings) {
    return OutputLoss.isKnown(settings);
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
