package io.reprise.stages.onednn;

import org.bytedeco.dnnl.memory;

/** The input's values in another order, by a copy into memory that is seen in two ways. */
final class RearrangeOp extends Op {

  private final Program program;
  private final Op input;
  private final memory.desc asInput;

  private RearrangeOp(Program program, Op input, Tensor output, memory.desc asInput) {
    super(program, output);
    this.program = program;
    this.input = input;
    this.asInput = asInput;
  }

  /**
   * Adds the copy to a program.
   *
   * @param output as the next layer sees it
   * @param asInput the same memory with the input's dimensions
   */
  static Op add(Program program, Op input, Tensor output, memory.desc asInput) {
    program.forward(program.copy(input.output(), program.seenAs(output, asInput)));
    return new RearrangeOp(program, input, output, asInput);
  }

  @Override
  void addBackward(boolean intoInput) {
    if (intoInput) {
      program.backward(program.copy(program.seenAs(gradient(), asInput), input.gradient()));
    }
  }
}
