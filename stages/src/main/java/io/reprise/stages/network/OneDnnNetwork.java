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
  private final Optimizer optimizer;
  private final Penalty penalty;
  private final GradientClipping clipping;
  private final List<Parameters.Range> trained;
  private int epoch = 1;
  private double learningRate;

  private OneDnnNetwork(NetworkSpec spec, Chain chain) {
    this.spec = spec;
    this.chain = chain;
    Settings settings = spec.settings();
    this.loss = OutputLoss.of(spec);
    this.optimizer =
        Optimizer.of(settings.variant("optimizer"), chain.parameters(), spec.threads());
    this.penalty = new Penalty((float) settings.real("l1"), (float) settings.real("l2"));
    this.clipping = GradientClipping.of(settings);
    Settings declared = settings.variant("optimizer").settings();
    this.learningRate = declared.has("learningRate") ? declared.real("learningRate") : 1;
    this.trained =
        chain.parameters().ranges().stream()
            .filter(range -> range.role() != Parameters.Role.STATISTIC)
            .filter(range -> !spec.isFrozen(spec.layers().get(range.layer())))
            .toList();
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
      chain.nextLayer(spec.isFrozen(layer));
      layer.layerKind().addTo(chain, input, layer.settings());
      input = shapes.get(i);
    }
    return chain;
  }

  /** Of the parameters of each layer. */
  static List<LayerSummary.Count> counts(NetworkSpec spec) {
    long[] all = new long[spec.layers().size()];
    long[] trainable = new long[all.length];
    for (Parameters.Range range : chain(spec).parameters().ranges()) {
      all[range.layer()] += range.length();
      trainable[range.layer()] += range.role() == Parameters.Role.STATISTIC ? 0 : range.length();
    }
    List<LayerSummary.Count> counts = new ArrayList<>();
    for (int i = 0; i < all.length; i++) {
      counts.add(new LayerSummary.Count(all[i], trainable[i]));
    }
    return counts;
  }

  @Override
  public double fit(float[] images, Targets targets) {
    try (NativeThreads.Lease lease = NativeThreads.leaseOpenMp(spec.threads())) {
      chain.seed(Seeds.mix(Seeds.mix(~spec.seed(), epoch), optimizer.steps()));
      double[] mean = {0};
      chain.gradients(images, targets.count(), sums -> mean[0] = loss.toGradient(sums, targets));
      Parameters parameters = chain.parameters();
      double added = penalty.addTo(parameters, trained);
      clipping.apply(parameters.gradients(), trained);
      optimizer.step(parameters, trained, learningRate);
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
  public void beginEpoch(int newEpoch, double newLearningRate) {
    epoch = newEpoch;
    learningRate = newLearningRate;
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
