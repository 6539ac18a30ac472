package io.reprise.stages.network;

import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.Settings;
import java.io.Serializable;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * A kind of layer that a user's jar adds, computed by Deeplearning4j. Its class is named in the
 * jar's {@code META-INF/services/io.reprise.stages.network.LayerProvider}.
 *
 * <p>An implementation is stateless. The same parameters must give the same layer, whose forward
 * and backward passes are functions of their inputs: its code is in the key of all stages that work
 * with networks, and nothing else of it is.
 */
public interface LayerProvider extends Serializable {

  /** The word for it in pipeline files: {@code swish}. No other kind of layer has it. */
  String kind();

  /** What a pipeline file says of such a layer; without the name, which every layer may have. */
  List<Parameter> parameters();

  /**
   * A new layer of Deeplearning4j's, whose name is set by Reprise. Feature maps come as examples x
   * channels x height x width, units as examples x units.
   *
   * @param settings values of {@link #parameters}
   */
  Layer layer(Settings settings);
}
