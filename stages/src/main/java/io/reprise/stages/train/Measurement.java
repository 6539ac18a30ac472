package io.reprise.stages.train;

import io.reprise.stages.network.Images;
import io.reprise.stages.network.Inference;
import io.reprise.stages.network.Loss;
import io.reprise.stages.network.Network;
import io.reprise.stages.network.NetworkSpec;

/**
 * What a network achieves on examples.
 *
 * @param loss mean, without regularisation
 * @param accuracy fraction
 */
record Measurement(double loss, double accuracy) {

  private static final int BATCH = 1000;

  static Measurement of(Network network, NetworkSpec spec, LabelledImages images) {
    String lossName = spec.loss();
    double loss = 0;
    long right = 0;
    for (int from = 0; from < images.size(); from += BATCH) {
      int to = Math.min(from + BATCH, images.size());
      float[][] outputs =
          network.outputs(
              Images.values(images.pixels().subList(from, to), spec.input()), to - from);
      for (int i = 0; i < outputs.length; i++) {
        int label = images.labels().get(from + i);
        loss += Loss.of(lossName, outputs[i], label);
        right += Inference.largest(outputs[i]) == label ? 1 : 0;
      }
    }
    return new Measurement(loss / images.size(), (double) right / images.size());
  }
}
