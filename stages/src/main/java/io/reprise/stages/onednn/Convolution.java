package io.reprise.stages.onednn;

import static io.reprise.stages.onednn.Program.argument;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import org.bytedeco.dnnl.convolution_backward_data;
import org.bytedeco.dnnl.convolution_backward_weights;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.memory.format_tag;
import org.bytedeco.dnnl.primitive_attr;
import org.jspecify.annotations.Nullable;

/** Convolution over height and width, with biases, and a function fused to it. */
final class Convolution implements ChainLayer {

  /** Always direct: other algorithms round otherwise. */
  private static final algorithm DIRECT = algorithm.convolution_direct;

  /** That oneDNN generates code for the gradient of weights of, on processors without AVX-512. */
  private static final long FEWEST_CHANNELS = 3;

  private final Window window;
  private final long[] inputSizes;
  private final long[] outputSizes;
  private final long[] weightSizes;
  private final @Nullable Function function;
  private final Parameters.Range biases;
  private final Parameters.Range weights;

  /**
   * @param inputSizes channels, height, width
   * @param function null for none
   */
  Convolution(
      Parameters parameters,
      long[] inputSizes,
      long filters,
      Window window,
      @Nullable Function function) {
    this.window = window;
    this.inputSizes = inputSizes;
    this.outputSizes = window.outputSizes(filters, inputSizes);
    this.weightSizes = new long[] {filters, inputSizes[0], window.height(), window.width()};
    this.function = function;
    this.biases = parameters.add(Parameters.Role.BIAS, filters);
    long places = (long) window.height() * window.width();
    this.weights =
        parameters.addWeights(
            filters * inputSizes[0] * places,
            new Parameters.Fan(inputSizes[0] * places, filters * places, false));
  }

  @Override
  public long[] outputSizes() {
    return outputSizes;
  }

  @Override
  public Op addTo(Program program, Op input) {
    memory.desc anyOutput =
        program.layout(format_tag.any, Sizes.with(program.batch(), outputSizes));
    primitive_attr attributes =
        function == null ? program.keep(new primitive_attr()) : function.fused(program);
    convolution_forward.primitive_desc primitive =
        program.keep(
            new convolution_forward.primitive_desc(
                sums(program, input.output(), weightSizes, anyOutput),
                attributes,
                OneDnn.engine()));
    Tensor plain = program.parameter(weights, program.layout(format_tag.oihw, weightSizes));
    Tensor bias = program.parameter(biases, program.layout(format_tag.x, weightSizes[0]));
    Tensor output = program.tensor(program.keep(primitive.dst_desc()));
    program.forward(
        new convolution_forward(primitive),
        argument(DNNL_ARG_SRC, input.output()),
        argument(DNNL_ARG_WEIGHTS, program.loaded(plain, program.keep(primitive.weights_desc()))),
        argument(DNNL_ARG_BIAS, bias),
        argument(DNNL_ARG_DST, output));
    return new ConvolutionOp(program, input, output, plain, primitive);
  }

  /** The weighted sums alone. */
  private convolution_forward.desc sums(
      Program program, Tensor images, long[] sizes, memory.desc output) {
    return program.keep(
        new convolution_forward.desc(
            program.training() ? prop_kind.forward_training : prop_kind.forward_inference,
            DIRECT,
            images.layout(),
            program.layout(format_tag.any, sizes),
            program.layout(format_tag.x, sizes[0]),
            output,
            window.strides(),
            window.before(),
            window.after()));
  }

  private final class ConvolutionOp extends FusedOp {

    private final convolution_forward.primitive_desc primitive;

    private ConvolutionOp(
        Program program,
        Op input,
        Tensor output,
        Tensor plainWeights,
        convolution_forward.primitive_desc primitive) {
      super(program, input, output, plainWeights, function);
      this.primitive = primitive;
    }

    @Override
    void addBackwardOfSums(boolean intoInput) {
      addWeights();
      if (intoInput) {
        addInput();
      }
    }

    private void addWeights() {
      Tensor images = input().output();
      long[] sizes = weightSizes;
      convolution_backward_weights.primitive_desc back = weightsPrimitive(images, sizes, primitive);
      if (isSlow(back) && sizes[1] < FEWEST_CHANNELS) {
        images = withEmptyChannels(images);
        sizes = weightSizes.clone();
        sizes[1] = FEWEST_CHANNELS;
        back = weightsPrimitive(images, sizes, hint(images, sizes));
      }
      Tensor gradients = program().tensor(program().keep(back.diff_weights_desc()));
      program().handOver(weights, gradients, program().layout(format_tag.oihw, sizes), sizes[0]);
      memory.desc biasLayout = program().layout(format_tag.x, sizes[0]);
      addParameterGradients(
          new convolution_backward_weights(back),
          images,
          gradients,
          program().parameterGradient(biases, biasLayout, biasLayout));
    }

    /**
     * @param forward that it belongs to
     */
    private convolution_backward_weights.primitive_desc weightsPrimitive(
        Tensor images, long[] sizes, convolution_forward.primitive_desc forward) {
      convolution_backward_weights.desc description =
          program()
              .keep(
                  new convolution_backward_weights.desc(
                      DIRECT,
                      images.layout(),
                      program().layout(format_tag.any, sizes),
                      program().layout(format_tag.x, sizes[0]),
                      output().layout(),
                      window.strides(),
                      window.before(),
                      window.after()));
      return program()
          .keep(
              new convolution_backward_weights.primitive_desc(
                  description, OneDnn.engine(), forward));
    }

    /** A forward primitive that is never executed. */
    private convolution_forward.primitive_desc hint(Tensor images, long[] sizes) {
      return program()
          .keep(
              new convolution_forward.primitive_desc(
                  sums(program(), images, sizes, output().layout()), OneDnn.engine()));
    }

    /** Whether it is oneDNN's reference code, a hundred times slower than what it generates. */
    private static boolean isSlow(convolution_backward_weights.primitive_desc primitive) {
      return primitive.impl_info_str().getString().startsWith("ref");
    }

    /** The images, which have one channel or two, with channels of zeros behind. */
    private Tensor withEmptyChannels(Tensor images) {
      long[] sizes = Sizes.with(program().batch(), inputSizes);
      long[] wide = sizes.clone();
      wide[1] = FEWEST_CHANNELS;
      Tensor padded = program().tensor(program().layout(format_tag.nchw, wide));
      padded.write(new float[padded.length()], 0, padded.length());
      program().backward(program().copy(images, program().view(padded, sizes)));
      return padded;
    }

    private void addInput() {
      convolution_backward_data.desc description =
          program()
              .keep(
                  new convolution_backward_data.desc(
                      DIRECT,
                      input().output().layout(),
                      program().layout(format_tag.any, weightSizes),
                      output().layout(),
                      window.strides(),
                      window.before(),
                      window.after()));
      convolution_backward_data.primitive_desc back =
          program()
              .keep(
                  new convolution_backward_data.primitive_desc(
                      description, OneDnn.engine(), primitive));
      addInputGradient(
          new convolution_backward_data(back),
          output().layout(),
          program().keep(back.weights_desc()));
    }
  }
}
