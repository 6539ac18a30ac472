package io.reprise.stages.train;

import io.reprise.stages.network.Images;
import io.reprise.stages.network.Inference;
import io.reprise.stages.network.Loss;
import io.reprise.stages.network.Network;
import io.reprise.stages.network.NetworkSpec;
import org.jspecify.annotations.Nullable;

/**
 * What a network achieves on examples.
 *
 * @param loss mean, without regularisation, class weights and smoothing
 * @param accuracy fraction; null where the network reproduces its input
 */
record Measurement(double loss, @Nullable Double accuracy) {

  static final int BATCH = 1000;

  static Measurement of(Network network, NetworkSpec spec, LabelledImages images) {
    double loss = 0;
    long right = 0;
    for (int from = 0; from < images.size(); from += BATCH) {
      int to = Math.min(from + BATCH, images.size());
      float[] pixels = Images.values(images.pixels().subList(from, to), spec.input());
      float[][] outputs = network.outputs(pixels, to - from);
      for (int i = 0; i < outputs.length; i++) {
        if (spec.reproducesInput()) {
          loss += Loss.meanSquaredError(outputs[i], pixels, i * outputs[i].length);
        } else {
          int label = images.labels().get(from + i);
          loss += Loss.of(spec.loss(), outputs[i], label);
          right += Inference.largest(outputs[i]) == label ? 1 : 0;
        }
      }
    }
    return new Measurement(
        loss / images.size(), spec.reproducesInput() ? null : (double) right / images.size());
  }
}
