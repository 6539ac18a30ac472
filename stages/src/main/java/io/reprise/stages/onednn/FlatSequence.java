package io.reprise.stages.onednn;

import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;

/**
 * The steps of a sequence one behind the other, as one row of units.
 *
 * @param sequenceSizes steps, features
 */
record FlatSequence(long[] sequenceSizes) implements ChainLayer {

  @Override
  public long[] outputSizes() {
    return new long[] {Sizes.product(sequenceSizes)};
  }

  @Override
  public Op addTo(Program program, Op input) {
    memory.desc asSteps =
        program.layout(format_tag.abc, Sizes.with(program.batch(), sequenceSizes));
    Tensor output =
        program.tensor(program.layout(format_tag.nc, Sizes.with(program.batch(), outputSizes())));
    program.forward(program.copy(input.output(), program.seenAs(output, asSteps)));
    return new FlatSequenceOp(program, input, output, asSteps);
  }

  private static final class FlatSequenceOp extends Op {

    private final Program program;
    private final Op input;
    private final memory.desc asSteps;

    private FlatSequenceOp(Program program, Op input, Tensor output, memory.desc asSteps) {
      super(program, output);
      this.program = program;
      this.input = input;
      this.asSteps = asSteps;
    }

    @Override
    void addBackward(boolean intoInput) {
      if (intoInput) {
        program.backward(program.copy(program.seenAs(gradient(), asSteps), input.gradient()));
      }
    }
  }
}
