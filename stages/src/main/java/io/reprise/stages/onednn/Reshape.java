package io.reprise.stages.onednn;

import java.util.function.BiFunction;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.jspecify.annotations.Nullable;

/**
 * The same numbers in the same places under other sizes; nothing is copied.
 *
 * @param layout what they are then, by the program and the tensor's first size before
 */
record Reshape(long[] outputSizes, BiFunction<Program, Tensor, memory.desc> layout)
    implements ChainLayer {

  /** The steps of sequences, each as a row of its own. */
  static Reshape toSteps(long features) {
    return new Reshape(
        new long[] {features},
        (program, all) -> program.layout(format_tag.nc, rows(all, features), features));
  }

  /** The way back. */
  static Reshape toSequence(long steps, long features) {
    return new Reshape(
        new long[] {steps, features},
        (program, all) -> program.sequences(rows(all, features) / steps, steps, features));
  }

  private static long rows(Tensor all, long features) {
    return all.length() / features;
  }

  @Override
  public Op addTo(Program program, Op input) {
    memory.desc after = layout.apply(program, input.output());
    Tensor gradient = program.training() ? program.seenAs(input.gradient(), after) : null;
    return new ReshapeOp(program.seenAs(input.output(), after), gradient);
  }

  private static final class ReshapeOp extends Op {

    private ReshapeOp(Tensor output, @Nullable Tensor gradient) {
      super(output, gradient);
    }

    @Override
    void addBackward(boolean intoInput) {}
  }
}
