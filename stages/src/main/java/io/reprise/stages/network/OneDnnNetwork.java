package io.reprise.stages.network;

import io.reprise.stages.onednn.Chain;
import io.reprise.stages.onednn.Parameters;
import io.reprise.stages.spi.Settings;
import java.util.ArrayList;
import java.util.List;

/** A network on oneDNN's primitives; the optimizer's steps are taken in Java. */
final class OneDnnNetwork implements Network {

  private final NetworkSpec spec;
  private final Chain chain;
  private final OutputLoss loss;
  private final LearningRate learningRate;
  private final Optimizer optimizer;
  private final Penalty penalty;
  private int epoch = 1;

  private OneDnnNetwork(NetworkSpec spec, Chain chain) {
    this.spec = spec;
    this.chain = chain;
    Settings settings = spec.settings();
    LayerSpec last = spec.layers().get(spec.layers().size() - 1);
    this.loss = OutputLoss.of(last);
    this.learningRate = LearningRate.of(settings);
    this.optimizer =
        Optimizer.of(settings.variant("optimizer"), chain.parameters(), spec.threads());
    this.penalty = new Penalty((float) settings.real("l1"), (float) settings.real("l2"));
  }

  /** With parameters that are all 0. */
  static OneDnnNetwork of(NetworkSpec spec) {
    return new OneDnnNetwork(spec, chain(spec));
  }

  /** Draws the initial weights by the seed. */
  void initialise() {
    InitialWeights.of(spec.settings()).drawInto(chain.parameters());
  }

  static Chain chain(NetworkSpec spec) {
    Shape.Image images = spec.input();
    Chain chain = new Chain(images.channels(), images.height(), images.width());
    List<Shape> shapes = spec.shapes();
    Shape input = images;
    for (int i = 0; i < spec.layers().size(); i++) {
      LayerSpec layer = spec.layers().get(i);
      layer.layerKind().addTo(chain, input, layer.settings());
      input = shapes.get(i);
    }
    return chain;
  }

  /** Of the parameters of each layer. */
  static List<LayerSummary.Count> counts(NetworkSpec spec) {
    List<LayerSummary.Count> counts = new ArrayList<>();
    long all = 0;
    long trainable = 0;
    for (int i = 0; i < spec.layers().size(); i++) {
      long allBefore = all;
      long trainableBefore = trainable;
      all = 0;
      trainable = 0;
      for (Parameters.Range range : chain(spec.upTo(i)).parameters().ranges()) {
        all += range.length();
        trainable += range.role() == Parameters.Role.STATISTIC ? 0 : range.length();
      }
      counts.add(new LayerSummary.Count(all - allBefore, trainable - trainableBefore));
    }
    return counts;
  }

  @Override
  public double fit(float[] images, int[] labels) {
    try (NativeThreads.Lease lease = NativeThreads.leaseOpenMp(spec.threads())) {
      chain.seed(Seeds.mix(Seeds.mix(~spec.seed(), epoch), optimizer.steps()));
      double[] mean = {0};
      chain.gradients(images, labels.length, sums -> mean[0] = loss.toGradient(sums, labels));
      Parameters parameters = chain.parameters();
      double added = penalty.addTo(parameters);
      optimizer.step(parameters, learningRate.of(epoch));
      parameters.changed();
      return mean[0] + added;
    }
  }

  @Override
  public float[][] outputs(float[] images, int count) {
    try (NativeThreads.Lease lease = NativeThreads.leaseOpenMp(spec.threads())) {
      float[] flat = chain.outputs(images, count);
      loss.activate(flat, flat.length / count);
      return Dl4jNetwork.rows(flat, count);
    }
  }

  @Override
  public void beginEpoch(int newEpoch) {
    epoch = newEpoch;
  }

  @Override
  public double learningRate(int ofEpoch) {
    return learningRate.of(ofEpoch);
  }

  /** What each of the {@link #parameters} is. */
  List<Parameters.Range> ranges() {
    return chain.parameters().ranges();
  }

  @Override
  public float[] parameters() {
    return chain.parameters().values().clone();
  }

  @Override
  public OptimizerState optimizerState() {
    return optimizer.state();
  }

  @Override
  public void resume(float[] parameters, OptimizerState state) {
    float[] values = chain.parameters().values();
    if (parameters.length != values.length) {
      throw new IllegalStateException(
          parameters.length + " parameters for a network that has " + values.length);
    }
    System.arraycopy(parameters, 0, values, 0, values.length);
    chain.parameters().changed();
    optimizer.resume(state);
  }

  @Override
  public void close() {
    chain.close();
  }
}
