package io.reprise.stages.onednn;

import static io.reprise.stages.onednn.Program.argument;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import org.bytedeco.dnnl.deconvolution_backward_data;
import org.bytedeco.dnnl.deconvolution_backward_weights;
import org.bytedeco.dnnl.deconvolution_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;

/**
 * Transposed convolution over height and width, with biases. oneDNN calls it deconvolution, and has
 * reference code alone for functions fused to it.
 */
final class TransposedConvolution implements ChainLayer {

  /** Always direct: other algorithms round otherwise. */
  private static final algorithm DIRECT = algorithm.deconvolution_direct;

  private final Window window;
  private final long[] outputSizes;
  private final long[] weightSizes;
  private final Parameters.Range biases;
  private final Parameters.Range weights;

  /**
   * @param inputSizes channels, height, width
   * @param outputSizes filters, height, width
   * @param window of the convolution from output to input
   */
  TransposedConvolution(
      Parameters parameters, long[] inputSizes, long[] outputSizes, Window window) {
    this.window = window;
    this.outputSizes = outputSizes;
    this.weightSizes = new long[] {outputSizes[0], inputSizes[0], window.height(), window.width()};
    this.biases = parameters.add(Parameters.Role.BIAS, outputSizes[0]);
    this.weights = parameters.addWeights(Sizes.product(weightSizes), fan());
  }

  /** As in Deeplearning4j. */
  private Parameters.Fan fan() {
    long places = (long) window.height() * window.width();
    long steps = (long) window.stride() * window.stride();
    return new Parameters.Fan(
        weightSizes[1] * places, Math.max(1, weightSizes[0] * places / steps), false);
  }

  @Override
  public long[] outputSizes() {
    return outputSizes;
  }

  @Override
  public Op addTo(Program program, Op input) {
    memory.desc biasLayout = program.layout(format_tag.x, weightSizes[0]);
    deconvolution_forward.desc description =
        program.keep(
            new deconvolution_forward.desc(
                program.training() ? prop_kind.forward_training : prop_kind.forward_inference,
                DIRECT,
                input.output().layout(),
                program.layout(format_tag.any, weightSizes),
                biasLayout,
                program.layout(format_tag.any, Sizes.with(program.batch(), outputSizes)),
                window.strides(),
                window.before(),
                window.after()));
    deconvolution_forward.primitive_desc primitive =
        program.keep(new deconvolution_forward.primitive_desc(description, OneDnn.engine()));
    Tensor plain = program.parameter(weights, plainLayout(program));
    Tensor output = program.tensor(program.keep(primitive.dst_desc()));
    program.forward(
        new deconvolution_forward(primitive),
        argument(DNNL_ARG_SRC, input.output()),
        argument(DNNL_ARG_WEIGHTS, program.loaded(plain, program.keep(primitive.weights_desc()))),
        argument(DNNL_ARG_BIAS, program.parameter(biases, biasLayout)),
        argument(DNNL_ARG_DST, output));
    return new TransposedConvolutionOp(program, input, output, plain, primitive);
  }

  /** Of the weights, as in {@link Parameters}: those of one channel of the input side by side. */
  private memory.desc plainLayout(Program program) {
    return program.layout(format_tag.iohw, weightSizes);
  }

  private final class TransposedConvolutionOp extends FusedOp {

    private final deconvolution_forward.primitive_desc primitive;

    private TransposedConvolutionOp(
        Program program,
        Op input,
        Tensor output,
        Tensor plainWeights,
        deconvolution_forward.primitive_desc primitive) {
      super(program, input, output, plainWeights, null);
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
      memory.desc biasLayout = program().layout(format_tag.x, weightSizes[0]);
      deconvolution_backward_weights.desc description =
          program()
              .keep(
                  new deconvolution_backward_weights.desc(
                      DIRECT,
                      input().output().layout(),
                      anyWeights,
                      biasLayout,
                      output().layout(),
                      window.strides(),
                      window.before(),
                      window.after()));
      deconvolution_backward_weights.primitive_desc back =
          program()
              .keep(
                  new deconvolution_backward_weights.primitive_desc(
                      description, OneDnn.engine(), primitive));
      memory.desc layout = program().keep(back.diff_weights_desc());
      addParameterGradients(
          new deconvolution_backward_weights(back),
          input().output(),
          program().parameterGradient(weights, plainLayout(program()), layout),
          program().parameterGradient(biases, biasLayout, biasLayout));
    }

    /**
     * By gradients in the layout that it wants: of few filters, there is fast code for one alone.
     */
    private void addInput(memory.desc anyWeights) {
      long[] sizes = Sizes.with(program().batch(), outputSizes);
      deconvolution_backward_data.desc description =
          program()
              .keep(
                  new deconvolution_backward_data.desc(
                      DIRECT,
                      input().output().layout(),
                      anyWeights,
                      program().layout(format_tag.any, sizes),
                      window.strides(),
                      window.before(),
                      window.after()));
      deconvolution_backward_data.primitive_desc back =
          program()
              .keep(
                  new deconvolution_backward_data.primitive_desc(
                      description, OneDnn.engine(), primitive));
      addInputGradient(
          new deconvolution_backward_data(back),
          program().keep(back.diff_dst_desc()),
          program().keep(back.weights_desc()));
    }
  }
}
