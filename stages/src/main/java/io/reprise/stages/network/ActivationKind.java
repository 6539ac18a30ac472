package io.reprise.stages.network;

import io.reprise.stages.onednn.Chain;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.Settings;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;

/** An activation function as a layer of its own, as after batch normalisation. */
final class ActivationKind implements LayerKind {

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.required("function", Activations.words(), "the function"), Activations.alpha());
  }

  @Override
  public Shape output(Shape input, Settings settings) {
    return input;
  }

  @Override
  public void addTo(LayerStack stack, String name, Settings settings) {
    String function = settings.text("function");
    if (Activations.isRelu(function)) {
      stack.addRelu();
    } else {
      stack.add(LayerKind.named(new ActivationLayer(Activations.of(function, settings)), name));
    }
  }

  @Override
  public void addTo(Chain chain, Shape input, Settings settings) {
    chain.function(Activations.function(settings.text("function"), settings));
  }

  @Override
  public boolean isOnOneDnn(Settings settings) {
    return Activations.isOnOneDnn(settings.text("function"));
  }

  @Override
  public boolean hasParameters() {
    return false;
  }
}
