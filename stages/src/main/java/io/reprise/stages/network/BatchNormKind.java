package io.reprise.stages.network;

import io.reprise.stages.onednn.Chain;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;

/** Batch normalisation (Ioffe and Szegedy, 2015), for each feature map or unit. */
final class BatchNormKind implements LayerKind {

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.withDefault(
            "momentum", ParameterType.real(0, 1), 0.9, "weight of the past in the running means"),
        Parameter.withDefault(
            "epsilon", ParameterType.real(1e-12, 1), 1e-5, "added to the variance"));
  }

  @Override
  public Shape output(Shape input, Settings settings) {
    if (input instanceof Shape.Sequence) {
      throw new IllegalShape(
          "takes feature maps or units, but gets a sequence of "
              + input.label()
              + ", steps x features");
    }
    return input;
  }

  @Override
  public void addTo(LayerStack stack, String name, Settings settings) {
    stack.add(
        LayerKind.named(
            new BatchNormalization.Builder()
                .decay(settings.real("momentum"))
                .eps(settings.real("epsilon"))
                .build(),
            name));
  }

  @Override
  public void addTo(Chain chain, Shape input, Settings settings) {
    chain.batchNormalization(settings.real("momentum"), settings.real("epsilon"));
  }
}
