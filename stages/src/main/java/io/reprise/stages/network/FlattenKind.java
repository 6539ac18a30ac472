package io.reprise.stages.network;

import io.reprise.stages.onednn.Chain;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.Settings;
import java.util.List;

/**
 * Feature maps or the steps of a sequence as units; of feature maps, it says what happens before a
 * dense layer anyway.
 */
final class FlattenKind implements LayerKind {

  @Override
  public List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public Shape output(Shape input, Settings settings) {
    return new Shape.Units(input.size());
  }

  @Override
  public void addTo(LayerStack stack, String name, Settings settings) {
    // Deeplearning4j does it between the layers before and after.
  }

  @Override
  public void addTo(Chain chain, Shape input, Settings settings) {
    chain.flatten(); // feature maps stay as they are: a dense layer takes them
  }

  @Override
  public boolean hasParameters() {
    return false;
  }
}
