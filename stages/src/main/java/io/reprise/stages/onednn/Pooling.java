package io.reprise.stages.onednn;

import static io.reprise.stages.onednn.Program.argument;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.pooling_backward;
import org.bytedeco.dnnl.pooling_forward;
import org.jspecify.annotations.Nullable;

/**
 * Maximum or mean over windows. A relu before maximum is gone back through after the pooling, where
 * there is a fraction of the numbers: both commute, and where the maximum is not above zero,
 * neither order passes a gradient on.
 */
record Pooling(boolean max, Window window, long[] outputSizes) implements ChainLayer {

  private algorithm kind() {
    return max ? algorithm.pooling_max : algorithm.pooling_avg_exclude_padding;
  }

  @Override
  public Op addTo(Program program, Op input) {
    pooling_forward.desc description =
        program.keep(
            new pooling_forward.desc(
                program.training() ? prop_kind.forward_training : prop_kind.forward_inference,
                kind(),
                input.output().layout(),
                program.layout(format_tag.any, Sizes.with(program.batch(), outputSizes)),
                window.strides(),
                window.sizes(),
                window.before(),
                window.after()));
    pooling_forward.primitive_desc primitive =
        program.keep(new pooling_forward.primitive_desc(description, OneDnn.engine()));
    Tensor output = program.tensor(program.keep(primitive.dst_desc()));
    List<Program.Argument> arguments = new ArrayList<>();
    arguments.add(argument(DNNL_ARG_SRC, input.output()));
    arguments.add(argument(DNNL_ARG_DST, output));
    Places places = null;
    if (program.training() && max) {
      places = new Places(program, program.keep(primitive.workspace_desc()));
      arguments.add(places.argument());
    }
    program.forward(new pooling_forward(primitive), arguments.toArray(Program.Argument[]::new));
    return new PoolingOp(program, input, output, primitive, places);
  }

  /** Where in each window the maximum was, in a form of oneDNN's own. */
  private record Places(Tensor tensor) {
    Places(Program program, memory.desc layout) {
      this(program.tensor(layout));
    }

    Program.Argument argument() {
      return Program.argument(DNNL_ARG_WORKSPACE, tensor);
    }
  }

  private final class PoolingOp extends Op {

    private final Program program;
    private final Op input;
    private final pooling_forward.primitive_desc primitive;
    private final @Nullable Places places;

    private PoolingOp(
        Program program,
        Op input,
        Tensor output,
        pooling_forward.primitive_desc primitive,
        @Nullable Places places) {
      super(program, output);
      this.program = program;
      this.input = input;
      this.primitive = primitive;
      this.places = places;
    }

    @Override
    void addBackward(boolean intoInput) {
      if (!intoInput) {
        return;
      }
      if (max && input.releaseRelu()) {
        Function.relu().addBackward(program, output(), gradient(), gradient());
      }
      pooling_backward.desc description =
          program.keep(
              new pooling_backward.desc(
                  kind(),
                  input.output().layout(),
                  output().layout(),
                  window.strides(),
                  window.sizes(),
                  window.before(),
                  window.after()));
      List<Program.Argument> arguments = new ArrayList<>();
      arguments.add(argument(DNNL_ARG_DIFF_DST, gradient()));
      arguments.add(argument(DNNL_ARG_DIFF_SRC, input.gradient()));
      if (places != null) {
        arguments.add(places.argument());
      }
      program.backward(
          new pooling_backward(
              program.keep(
                  new pooling_backward.primitive_desc(description, OneDnn.engine(), primitive))),
          arguments.toArray(Program.Argument[]::new));
    }
  }
}
