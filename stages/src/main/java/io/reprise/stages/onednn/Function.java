package io.reprise.stages.onednn;

import static io.reprise.stages.onednn.Program.argument;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import org.bytedeco.dnnl.eltwise_backward;
import org.bytedeco.dnnl.eltwise_forward;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive_attr;

/**
 * A function of single numbers.
 *
 * @param forward oneDNN's name for it
 * @param backward the same, by the output where that is enough
 * @param alpha its first constant
 * @param beta its second constant
 */
public record Function(algorithm forward, algorithm backward, float alpha, float beta) {

  public static Function relu() {
    return leakyRelu(0);
  }

  /**
   * @param slope below zero
   */
  public static Function leakyRelu(double slope) {
    return byOutput(algorithm.eltwise_relu, algorithm.eltwise_relu_use_dst_for_bwd, (float) slope);
  }

  public static Function elu() {
    return byOutput(algorithm.eltwise_elu, algorithm.eltwise_elu_use_dst_for_bwd, 1);
  }

  public static Function tanh() {
    return byOutput(algorithm.eltwise_tanh, algorithm.eltwise_tanh_use_dst_for_bwd, 0);
  }

  public static Function sigmoid() {
    return byOutput(algorithm.eltwise_logistic, algorithm.eltwise_logistic_use_dst_for_bwd, 0);
  }

  /** log(1 + exp(x)). */
  public static Function softplus() {
    return byInput(algorithm.eltwise_soft_relu, 0, 0);
  }

  /** x times sigmoid(scale x). */
  public static Function swish(double scale) {
    return byInput(algorithm.eltwise_swish, (float) scale, 0);
  }

  /** Nothing: none is computed. */
  public static Function identity() {
    return byInput(algorithm.eltwise_linear, 1, 0);
  }

  private static Function byOutput(algorithm forward, algorithm backward, float alpha) {
    return new Function(forward, backward, alpha, 0);
  }

  private static Function byInput(algorithm both, float alpha, float beta) {
    return new Function(both, both, alpha, beta);
  }

  /** Whether the way back needs the output alone, so that it may be fused into a layer. */
  boolean isFusable() {
    return forward != backward;
  }

  boolean isIdentity() {
    return forward == algorithm.eltwise_linear && alpha == 1 && beta == 0;
  }

  /** Whether it commutes with maximum, and stops gradients where the output is 0. */
  boolean isRelu() {
    return forward == algorithm.eltwise_relu && alpha == 0;
  }

  /** Applied to what a layer computes, before it is stored. */
  primitive_attr fused(Program program) {
    post_ops after = program.keep(new post_ops());
    after.append_eltwise(1, forward, alpha, beta);
    primitive_attr attributes = program.keep(new primitive_attr());
    attributes.set_post_ops(after);
    return attributes;
  }

  /** From one tensor to another of the same layout. */
  void addForward(Program program, Tensor from, Tensor to) {
    program.forward(
        new eltwise_forward(forwardDescription(program, forward, from.layout())),
        argument(DNNL_ARG_SRC, from),
        argument(DNNL_ARG_DST, to));
  }

  /**
   * The way back.
   *
   * @param known the output, or for functions that are not {@link #isFusable} the input
   * @param gradient of the output
   * @param into the input's; may be the same
   */
  void addBackward(Program program, Tensor known, Tensor gradient, Tensor into) {
    memory.desc layout = known.layout();
    eltwise_backward.desc description =
        program.keep(new eltwise_backward.desc(backward, layout, layout, alpha, beta));
    program.backward(
        new eltwise_backward(
            program.keep(
                new eltwise_backward.primitive_desc(
                    description, OneDnn.engine(), forwardDescription(program, backward, layout)))),
        argument(isFusable() ? DNNL_ARG_DST : DNNL_ARG_SRC, known),
        argument(DNNL_ARG_DIFF_DST, gradient),
        argument(DNNL_ARG_DIFF_SRC, into));
  }

  private eltwise_forward.primitive_desc forwardDescription(
      Program program, algorithm which, memory.desc layout) {
    prop_kind kind = program.training() ? prop_kind.forward_training : prop_kind.forward_inference;
    return program.keep(
        new eltwise_forward.primitive_desc(
            program.keep(new eltwise_forward.desc(kind, which, layout, alpha, beta)),
            OneDnn.engine()));
  }
}
