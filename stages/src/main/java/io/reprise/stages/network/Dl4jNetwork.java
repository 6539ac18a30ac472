package io.reprise.stages.network;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

/** A network of Deeplearning4j's. */
final class Dl4jNetwork implements Network {

  private final NetworkSpec spec;
  private final IUpdater optimizer;
  private final MultiLayerNetwork network;
  private double rate;

  private Dl4jNetwork(NetworkSpec spec, IUpdater optimizer, MultiLayerNetwork network) {
    this.spec = spec;
    this.optimizer = optimizer;
    this.network = network;
    this.rate = optimizer.hasLearningRate() ? optimizer.getLearningRate(0, 0) : 1;
  }

  static Dl4jNetwork initial(NetworkSpec spec) {
    try (NativeThreads.Lease lease = lease(spec)) {
      return new Dl4jNetwork(spec, Networks.optimizer(spec), Networks.initial(spec));
    }
  }

  private static NativeThreads.Lease lease(NetworkSpec spec) {
    return NativeThreads.lease(spec.threads());
  }

  @Override
  public double fit(float[] images, Targets targets) {
    int count = targets.count();
    List<Shape> shapes = spec.shapes();
    int width = shapes.get(shapes.size() - 1).size();
    float[] wanted = new float[count * width];
    double[] row = new double[width];
    for (int i = 0; i < count; i++) {
      targets.read(i, 0, row);
      for (int unit = 0; unit < width; unit++) {
        wanted[i * width + unit] = (float) row[unit];
      }
    }
    try (NativeThreads.Lease lease = lease(spec);
        INDArray x = Nd4j.create(images, shape(count), 'c');
        INDArray y = Nd4j.create(wanted, new long[] {count, width}, 'c')) {
      network.fit(x, y);
      return network.score();
    }
  }

  private long[] shape(int count) {
    Shape.Image image = spec.input();
    return new long[] {count, image.channels(), image.height(), image.width()};
  }

  @Override
  public float[][] outputs(float[] images, int count) {
    try (NativeThreads.Lease lease = lease(spec);
        INDArray input = Nd4j.create(images, shape(count), 'c')) {
      INDArray output = network.output(input, false);
      try (INDArray copy = output.dup('c')) {
        return rows(copy.data().asFloat(), count);
      } finally { // native memory is given back here, not when a garbage collector comes by
        if (output.data() != input.data() && output.closeable()) {
          output.close();
        }
      }
    }
  }

  static float[][] rows(float[] flat, int count) {
    int size = flat.length / count;
    float[][] rows = new float[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = Arrays.copyOfRange(flat, i * size, (i + 1) * size);
    }
    return rows;
  }

  @Override
  public void beginEpoch(int epoch, double learningRate) {
    network.setEpochCount(epoch - 1);
    // AdaDelta has none: its steps are taken as they come.
    if (optimizer.hasLearningRate() && learningRate != rate) {
      network.setLearningRate(learningRate);
      rate = learningRate;
    }
    // The generator that dropout draws from belongs to this thread.
    Nd4j.getRandom().setSeed(Seeds.mix(~spec.seed(), epoch));
  }

  @Override
  public float[] parameters() {
    return Networks.parameters(network);
  }

  @Override
  public OptimizerState optimizerState() {
    INDArray state = network.getUpdater().getStateViewArray();
    return new OptimizerState(
        network.getIterationCount(), state == null ? new float[0] : state.toFloatVector());
  }

  @Override
  public void resume(float[] parameters, OptimizerState state) {
    if (parameters.length > 0) {
      Networks.setParameters(network, parameters);
    }
    if (state.numbers().length > 0) {
      network
          .getUpdater()
          .getStateViewArray()
          .assign(Nd4j.create(state.numbers(), new long[] {1, state.numbers().length}, 'c'));
    }
    network.setIterationCount(state.steps());
  }

  @Override
  public void close() {
    if (network.numParams() > 0) { // Deeplearning4j closes none that has no parameters
      network.close();
    }
  }
}
