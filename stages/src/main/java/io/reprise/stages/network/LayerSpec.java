package io.reprise.stages.network;

import io.reprise.stages.spi.Settings;

/**
 * One layer as it was declared, with its name settled.
 *
 * @param kind what the pipeline file calls it: {@code conv}
 * @param name unique in the network; where none was given, the kind and a number
 * @param kinds in which the kind is
 */
public record LayerSpec(String kind, String name, Settings settings, LayerKinds kinds) {

  /**
   * What shapes its parameters beside the input: {@code 32 filters of 3x3}; empty where nothing
   * does.
   */
  String weights() {
    return layerKind().weights(settings);
  }

  LayerKind layerKind() {
    return kinds.of(kind);
  }
}
