package io.reprise.stages.onednn;

import static io.reprise.stages.onednn.Program.argument;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.jspecify.annotations.Nullable;

/** A layer of weighted sums with a function fused to it, of which only the output is stored. */
abstract class FusedOp extends Op {

  private final Program program;
  private final Op input;
  private final Tensor plainWeights;
  private final @Nullable Function function;
  private boolean released;

  /**
   * @param plainWeights in the order of {@link Parameters}
   */
  FusedOp(
      Program program, Op input, Tensor output, Tensor plainWeights, @Nullable Function function) {
    super(program, output);
    this.program = program;
    this.input = input;
    this.plainWeights = plainWeights;
    this.function = function;
  }

  Program program() {
    return program;
  }

  Op input() {
    return input;
  }

  @Override
  final void addBackward(boolean intoInput) {
    if (function != null && !released) {
      function.addBackward(program, output(), gradient(), gradient());
    }
    addBackwardOfSums(intoInput);
  }

  /** The gradient is then that of the sums. */
  abstract void addBackwardOfSums(boolean intoInput);

  /**
   * Adds what computes the gradients of weights and biases.
   *
   * @param from what the sums are of
   */
  final void addParameterGradients(primitive back, Tensor from, Tensor weights, Tensor biases) {
    program.backward(
        back,
        argument(DNNL_ARG_SRC, from),
        argument(DNNL_ARG_DIFF_DST, gradient()),
        argument(DNNL_ARG_DIFF_WEIGHTS, weights),
        argument(DNNL_ARG_DIFF_BIAS, biases));
  }

  /**
   * Adds what computes the gradient of the input.
   *
   * @param layout in which it wants the gradient of the sums
   * @param weightLayout in which it wants the weights
   */
  final void addInputGradient(primitive back, memory.desc layout, memory.desc weightLayout) {
    Tensor from = gradient();
    if (!from.layout().equals(layout)) {
      from = program.tensor(layout);
      program.backward(program.copy(gradient(), from));
    }
    program.backward(
        back,
        argument(DNNL_ARG_DIFF_DST, from),
        argument(DNNL_ARG_WEIGHTS, program.loaded(plainWeights, weightLayout)),
        argument(DNNL_ARG_DIFF_SRC, input.gradient()));
  }

  @Override
  final boolean releaseRelu() {
    released = function != null && function.isRelu();
    return released;
  }
}
