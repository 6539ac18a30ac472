package io.reprise.stages.network;

/**
 * A network at work on one of the {@link Backend}s: it learns from batches, and is applied to them.
 * For one thread; takes the lease of native threads by itself.
 */
public interface Network extends AutoCloseable {

  /**
   * Takes one step of the optimizer.
   *
   * @param images pixels from 0 to 1, example by example, in the order channel, row, column
   * @param targets what is to come out for each
   * @return the mean loss before the step, with what L1 and L2 add
   */
  double fit(float[] images, Targets targets);

  /**
   * What comes out for each example, in the order channel, row, column.
   *
   * @param images as for {@link #fit}
   * @param count of examples
   */
  float[][] outputs(float[] images, int count);

  /**
   * Says that an epoch begins, which dropout depends on.
   *
   * @param epoch from 1
   * @param learningRate of all its steps; nothing to optimizers that have none
   */
  void beginEpoch(int epoch, double learningRate);

  /** All, in Deeplearning4j's order, running means and deviations included. */
  float[] parameters();

  /** Steps that were taken, and what the optimizer remembers of them. */
  OptimizerState optimizerState();

  /** Goes on from where {@link #parameters} and {@link #optimizerState} were taken. */
  void resume(float[] parameters, OptimizerState state);

  /** Gives native memory back. */
  @Override
  void close();

  /**
   * What an optimizer remembers.
   *
   * @param steps that it has taken
   * @param numbers in an order of its backend's own; empty where it remembers nothing
   */
  @SuppressWarnings("ArrayRecordComponent") // megabytes, never compared
  record OptimizerState(int steps, float[] numbers) {}
}
