package io.reprise.stages.onednn;

import static io.reprise.stages.onednn.Program.argument;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.inner_product_backward_data;
import org.bytedeco.dnnl.inner_product_backward_weights;
import org.bytedeco.dnnl.inner_product_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.primitive_attr;
import org.jspecify.annotations.Nullable;

/** A fully connected layer with biases, and a function fused to it; takes feature maps, too. */
final class Dense implements ChainLayer {

  private final long units;
  private final long[] weightSizes;
  private final @Nullable Function function;
  private final Parameters.Range weights;
  private final Parameters.Range biases;

  /**
   * @param inputSizes units, or channels, height and width
   * @param function null for none
   */
  Dense(Parameters parameters, long[] inputSizes, long units, @Nullable Function function) {
    this.units = units;
    this.weightSizes = Sizes.with(units, inputSizes);
    this.function = function;
    this.weights =
        parameters.addWeights(
            Sizes.product(weightSizes),
            new Parameters.Fan(Sizes.product(inputSizes), units, false));
    this.biases = parameters.add(Parameters.Role.BIAS, units);
  }

  @Override
  public long[] outputSizes() {
    return new long[] {units};
  }

  @Override
  public Op addTo(Program program, Op input) {
    memory.desc biasLayout = program.layout(format_tag.x, units);
    inner_product_forward.desc description =
        program.keep(
            new inner_product_forward.desc(
                program.training() ? prop_kind.forward_training : prop_kind.forward_inference,
                input.output().layout(),
                program.layout(format_tag.any, weightSizes),
                biasLayout,
                program.layout(format_tag.nc, input.output().layout().dims().get(0), units)));
    primitive_attr attributes =
        function == null ? program.keep(new primitive_attr()) : function.fused(program);
    inner_product_forward.primitive_desc primitive =
        program.keep(
            new inner_product_forward.primitive_desc(description, attributes, OneDnn.engine()));
    Tensor plain = program.parameter(weights, plainLayout(program));
    Tensor output = program.tensor(program.keep(primitive.dst_desc()));
    program.forward(
        new inner_product_forward(primitive),
        argument(DNNL_ARG_SRC, input.output()),
        argument(DNNL_ARG_WEIGHTS, program.loaded(plain, program.keep(primitive.weights_desc()))),
        argument(DNNL_ARG_BIAS, program.parameter(biases, biasLayout)),
        argument(DNNL_ARG_DST, output));
    return new DenseOp(program, input, output, plain, primitive);
  }

  /** Of the weights, as in {@link Parameters}. */
  private memory.desc plainLayout(Program program) {
    return program.layout(weightSizes.length == 2 ? format_tag.oi : format_tag.oihw, weightSizes);
  }

  private final class DenseOp extends FusedOp {

    private final inner_product_forward.primitive_desc primitive;

    private DenseOp(
        Program program,
        Op input,
        Tensor output,
        Tensor plainWeights,
        inner_product_forward.primitive_desc primitive) {
      super(program, input, output, plainWeights, function);
      this.primitive = primitive;
    }

    @Override
    void addBackwardOfSums(boolean intoInput) {
      memory.desc anyWeights = program().layout(format_tag.any, weightSizes);
      addWeights(anyWeights);
      if (intoInput) {
        addInput(anyWeights);
      }
    }

    private void addWeights(memory.desc anyWeights) {
      memory.desc biasLayout = program().layout(format_tag.x, units);
      inner_product_backward_weights.desc description =
          program()
              .keep(
                  new inner_product_backward_weights.desc(
                      input().output().layout(), anyWeights, biasLayout, output().layout()));
      inner_product_backward_weights.primitive_desc back =
          program()
              .keep(
                  new inner_product_backward_weights.primitive_desc(
                      description, OneDnn.engine(), primitive));
      memory.desc layout = program().keep(back.diff_weights_desc());
      addParameterGradients(
          new inner_product_backward_weights(back),
          input().output(),
          program().parameterGradient(weights, plainLayout(program()), layout),
          program().parameterGradient(biases, biasLayout, biasLayout));
    }

    private void addInput(memory.desc anyWeights) {
      inner_product_backward_data.desc description =
          program()
              .keep(
                  new inner_product_backward_data.desc(
                      input().output().layout(), anyWeights, output().layout()));
      inner_product_backward_data.primitive_desc back =
          program()
              .keep(
                  new inner_product_backward_data.primitive_desc(
                      description, OneDnn.engine(), primitive));
      addInputGradient(
          new inner_product_backward_data(back),
          output().layout(),
          program().keep(back.weights_desc()));
    }
  }
}
