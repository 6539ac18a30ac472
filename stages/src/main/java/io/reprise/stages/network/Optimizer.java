package io.reprise.stages.network;

import io.reprise.stages.onednn.Parallel;
import io.reprise.stages.onednn.Parameters;
import io.reprise.stages.spi.Settings;
import java.util.Arrays;
import java.util.List;

/**
 * Steps of gradient descent on arrays, with Deeplearning4j's formulas. Each parameter is computed
 * by itself, so that the number of threads changes nothing.
 */
final class Optimizer {

  private final UpdateRule rule;
  private final int threads;
  private final float[][] memory;
  private int steps;

  private Optimizer(UpdateRule rule, int parameters, int threads) {
    this.rule = rule;
    this.threads = threads;
    this.memory = new float[rule.memories()][parameters];
    for (float[] numbers : memory) {
      Arrays.fill(numbers, rule.initialMemory());
    }
  }

  /**
   * @param optimizer as declared
   * @param threads that share a step
   */
  static Optimizer of(Settings.Variant optimizer, Parameters parameters, int threads) {
    return new Optimizer(
        UpdateRule.of(optimizer.kind(), optimizer.settings()), parameters.values().length, threads);
  }

  int steps() {
    return steps;
  }

  /** Changes parameters by their gradients, those of some ranges. */
  void step(Parameters parameters, List<Parameters.Range> ranges, double learningRate) {
    steps++;
    UpdateRule.Step step = rule.step(learningRate, steps);
    for (Parameters.Range range : ranges) {
      Parallel.ranges(
          range.offset(),
          range.end(),
          threads,
          (from, to) -> step.apply(parameters.values(), parameters.gradients(), memory, from, to));
    }
  }

  Network.OptimizerState state() {
    int size = memory.length == 0 ? 0 : memory[0].length;
    float[] numbers = new float[memory.length * size];
    for (int i = 0; i < memory.length; i++) {
      System.arraycopy(memory[i], 0, numbers, i * size, size);
    }
    return new Network.OptimizerState(steps, numbers);
  }

  /**
   * @param state of a network like this; without numbers, as at the beginning
   */
  void resume(Network.OptimizerState state) {
    steps = state.steps();
    int size = memory.length == 0 ? 0 : memory[0].length;
    if (state.numbers().length == memory.length * size) {
      for (int i = 0; i < memory.length; i++) {
        System.arraycopy(state.numbers(), i * size, memory[i], 0, size);
      }
    }
  }
}
