package io.reprise.stages.onednn;

import org.jspecify.annotations.Nullable;

/** A layer of weighted sums with a function fused to it, of which only the output is stored. */
abstract class FusedOp extends Op {

  private final Program program;
  private final Op input;
  private final @Nullable Function function;
  private boolean released;

  FusedOp(Program program, Op input, Tensor output, @Nullable Function function) {
    super(program, output);
    this.program = program;
    this.input = input;
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

  @Override
  final boolean releaseRelu() {
    released = function != null && function.isRelu();
    return released;
  }
}
