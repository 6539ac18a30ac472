package io.reprise.stages.onednn;

import static io.reprise.stages.onednn.Program.argument;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive_attr;
import org.jspecify.annotations.Nullable;

/**
 * A branch of layers whose output is added to its input, behind a projection where that has another
 * shape, and a function of the sum.
 *
 * @param projection null where input and output have one shape
 * @param function computed with the sums; goes back by its output alone
 */
record Residual(
    List<ChainLayer> branch, @Nullable ChainLayer projection, long[] outputSizes, Function function)
    implements ChainLayer {

  @Override
  public Op addTo(Program program, Op input) {
    List<Op> ops = new ArrayList<>();
    ops.add(new Fork(program, input.output()));
    for (ChainLayer layer : branch) {
      ops.add(layer.addTo(program, ops.get(ops.size() - 1)));
    }
    Op last = ops.get(ops.size() - 1);
    Op shortcut = projection == null ? null : projection.addTo(program, new Shared(input));
    memory.desc layout = last.output().layout();
    Tensor output = program.tensor(layout);
    program.forward(
        sum(program, layout, function),
        argument(DNNL_ARG_SRC_0, last.output()),
        argument(
            DNNL_ARG_SRC_1,
            inLayout(program, (shortcut == null ? input : shortcut).output(), layout)),
        argument(DNNL_ARG_DST, output));
    Tensor gradient = program.training() ? last.gradient() : null;
    return new ResidualOp(program, input, output, gradient, ops, shortcut);
  }

  private static Tensor inLayout(Program program, Tensor tensor, memory.desc layout) {
    if (tensor.layout().equals(layout)) {
      return tensor;
    }
    Tensor copy = program.tensor(layout);
    program.forward(program.copy(tensor, copy));
    return copy;
  }

  private static binary sum(Program program, memory.desc layout, Function after) {
    primitive_attr attributes =
        after.isIdentity() ? program.keep(new primitive_attr()) : after.fused(program);
    return new binary(
        program.keep(
            new binary.primitive_desc(
                program.keep(new binary.desc(algorithm.binary_add, layout, layout, layout)),
                attributes,
                OneDnn.engine())));
  }

  /** The input, with a gradient of the branch's own. */
  private static final class Fork extends Op {

    private Fork(Program program, Tensor input) {
      super(input, program.training() ? program.tensor(input.layout()) : null);
    }

    @Override
    void addBackward(boolean intoInput) {}
  }

  /** The input, whose gradient is written by the projection; a relu before it stays. */
  private static final class Shared extends Op {

    private final Op input;

    private Shared(Op input) {
      super(input.output(), null);
      this.input = input;
    }

    @Override
    Tensor gradient() {
      return input.gradient();
    }

    @Override
    void addBackward(boolean intoInput) {}
  }

  private final class ResidualOp extends Op {

    private final Program program;
    private final Op input;
    private final List<Op> ops;
    private final @Nullable Op shortcut;

    /**
     * @param gradient that of the branch's end, as a sum has those of both
     */
    private ResidualOp(
        Program program,
        Op input,
        Tensor output,
        @Nullable Tensor gradient,
        List<Op> ops,
        @Nullable Op shortcut) {
      super(output, gradient);
      this.program = program;
      this.input = input;
      this.ops = ops;
      this.shortcut = shortcut;
    }

    @Override
    void addBackward(boolean intoInput) {
      if (!function.isIdentity()) {
        function.addBackward(program, output(), gradient(), gradient());
      }
      // First, since the branch may change the gradient in place.
      if (shortcut != null) {
        program.backward(program.copy(gradient(), shortcut.gradient()));
        shortcut.addBackward(intoInput);
      } else if (intoInput) {
        program.backward(program.copy(gradient(), input.gradient()));
      }
      for (int i = ops.size() - 1; i >= 1; i--) {
        ops.get(i).addBackward(i > 1 || intoInput);
      }
      if (intoInput) {
        Tensor into = input.gradient();
        program.backward(
            sum(program, into.layout(), Function.identity()),
            argument(DNNL_ARG_SRC_0, into),
            argument(DNNL_ARG_SRC_1, ops.get(0).gradient()),
            argument(DNNL_ARG_DST, into));
      }
    }
  }
}
