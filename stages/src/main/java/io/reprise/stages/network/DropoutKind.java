package io.reprise.stages.network;

import io.reprise.stages.onednn.Chain;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;

/** Inverted dropout: the values that stay are scaled up while training. */
final class DropoutKind implements LayerKind {

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.required("rate", ParameterType.real(0, 0.99), "fraction of values dropped"));
  }

  @Override
  public Shape output(Shape input, Settings settings) {
    return input;
  }

  @Override
  public void addTo(LayerStack stack, String name, Settings settings) {
    double rate = settings.real("rate");
    if (rate > 0) {
      // Deeplearning4j wants the fraction that stays.
      stack.add(LayerKind.named(new DropoutLayer.Builder(1 - rate).build(), name));
    }
  }

  @Override
  public void addTo(Chain chain, Shape input, Settings settings) {
    if (settings.real("rate") > 0) {
      chain.dropout(settings.real("rate"));
    }
  }

  @Override
  public boolean hasParameters() {
    return false;
  }
}
