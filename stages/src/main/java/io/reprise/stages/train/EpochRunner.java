package io.reprise.stages.train;

import io.reprise.stages.network.Network;
import io.reprise.stages.network.NetworkSpec;
import java.io.IOException;
import java.util.Arrays;

/** One pass over the training examples, batch by batch; the last batch may be smaller. */
final class EpochRunner {

  private final Network network;
  private final NetworkSpec spec;
  private final LabelledImages images;
  private final int batchSize;
  private final boolean shuffle;
  private final Batches batches;

  EpochRunner(Network network, NetworkSpec spec, LabelledImages images) {
    this.network = network;
    this.spec = spec;
    this.images = images;
    this.batchSize = spec.settings().integer("batchSize");
    this.shuffle = spec.settings().flag("shuffle");
    this.batches = new Batches(images, spec);
  }

  /** Told after each batch. */
  @FunctionalInterface
  interface BatchListener {
    void fitted(long images, double loss) throws IOException;
  }

  /**
   * The mean loss of the examples, each as the network was when its batch came.
   *
   * @param epoch from 1
   * @param learningRate of all its steps
   * @throws InterruptedException after the batch in which the thread was interrupted
   */
  double run(int epoch, double learningRate, BatchListener listener)
      throws IOException, InterruptedException {
    int[] order =
        shuffle
            ? EpochOrder.shuffled(images.size(), spec.seed(), epoch)
            : EpochOrder.unshuffled(images.size());
    network.beginEpoch(epoch, learningRate);
    double sum = 0;
    for (int from = 0; from < order.length; from += batchSize) {
      int to = Math.min(from + batchSize, order.length);
      double loss = fit(Arrays.copyOfRange(order, from, to), epoch);
      // Before the listener, whose files cannot be written by an interrupted thread.
      if (Thread.interrupted()) {
        throw new InterruptedException("training was interrupted in epoch " + epoch);
      }
      if (!Double.isFinite(loss)) {
        throw Divergence.in(
            spec, epoch, from / batchSize + 1, (order.length + batchSize - 1) / batchSize);
      }
      sum += loss * (to - from);
      listener.fitted(to, sum / to);
    }
    return sum / order.length;
  }

  private double fit(int[] rows, int epoch) {
    Batches.Batch batch = batches.of(rows, epoch);
    return network.fit(batch.pixels(), batch.targets());
  }
}
