package com.example.swish;

import io.reprise.stages.network.LayerProvider;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.Layer;

/** Swish with a slope, x * sigmoid(beta * x) (Ramachandran et al., 2017). */
public final class SwishLayer implements LayerProvider {

  private static final long serialVersionUID = 1L;

  @Override
  public String kind() {
    return "swish";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        Parameter.withDefault("beta", ParameterType.real(0, 100), 1.0, "1 is SiLU, 0 is x / 2"));
  }

  @Override
  public Layer layer(Settings settings) {
    return new ActivationLayer(new SwishActivation(settings.real("beta")));
  }
}
