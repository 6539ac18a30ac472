package io.reprise.stages.onednn;

import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.global.dnnl.rnn_direction;
import org.bytedeco.dnnl.gru_forward;
import org.bytedeco.dnnl.lbr_gru_backward;
import org.bytedeco.dnnl.lbr_gru_forward;
import org.bytedeco.dnnl.lstm_backward;
import org.bytedeco.dnnl.lstm_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.rnn_primitive_desc_base;
import org.bytedeco.dnnl.vanilla_rnn_backward;
import org.bytedeco.dnnl.vanilla_rnn_forward;

/**
 * What a {@link Recurrent} layer computes at each step of its input x and what came out of the step
 * before, h; both are 0 before the first. W are weights of the input, U of h, b biases; gates stand
 * in the order that is named here. The formulas are those of oneDNN's developer guide, "RNN".
 */
public sealed interface Cell {

  /** Of weights. */
  int gates();

  /** Of each unit. */
  int biases();

  /** The gate whose biases are 1 at first; negative for none. */
  default int open() {
    return -1;
  }

  /** A primitive and what it is made of. */
  record Primitive(primitive primitive, rnn_primitive_desc_base description) {}

  /**
   * Layouts of what goes in and comes out; gradients have the same.
   *
   * @param before of the states before the first step
   * @param none of the states behind the last step, which are not wanted
   */
  record Layouts(
      memory.desc input,
      memory.desc weights,
      memory.desc recurrentWeights,
      memory.desc biases,
      memory.desc output,
      memory.desc before,
      memory.desc none) {}

  /** How it computes. */
  Primitive forward(Program program, Layouts layouts);

  /**
   * How gradients go back.
   *
   * @param forward that it belongs to
   */
  Primitive backward(Program program, Layouts layouts, Primitive forward);

  private static prop_kind direction(Program program) {
    return program.training() ? prop_kind.forward_training : prop_kind.forward_inference;
  }

  /**
   * h' = f(W x + U h + b) (Elman, 1990).
   *
   * @param relu whether f is relu, or tanh
   */
  record Simple(boolean relu) implements Cell {

    private algorithm function() {
      return relu ? algorithm.eltwise_relu : algorithm.eltwise_tanh;
    }

    @Override
    public int gates() {
      return 1;
    }

    @Override
    public int biases() {
      return 1;
    }

    @Override
    public Primitive forward(Program program, Layouts layouts) {
      vanilla_rnn_forward.desc description =
          program.keep(
              new vanilla_rnn_forward.desc(
                  direction(program),
                  function(),
                  rnn_direction.unidirectional_left2right,
                  layouts.input(),
                  layouts.before(),
                  layouts.weights(),
                  layouts.recurrentWeights(),
                  layouts.biases(),
                  layouts.output(),
                  layouts.none()));
      vanilla_rnn_forward.primitive_desc made =
          program.keep(new vanilla_rnn_forward.primitive_desc(description, OneDnn.engine()));
      return new Primitive(new vanilla_rnn_forward(made), made);
    }

    @Override
    public Primitive backward(Program program, Layouts layouts, Primitive forward) {
      vanilla_rnn_backward.desc description =
          program.keep(
              new vanilla_rnn_backward.desc(
                  prop_kind.backward,
                  function(),
                  rnn_direction.unidirectional_left2right,
                  layouts.input(),
                  layouts.before(),
                  layouts.weights(),
                  layouts.recurrentWeights(),
                  layouts.biases(),
                  layouts.output(),
                  layouts.none(),
                  layouts.input(),
                  layouts.before(),
                  layouts.weights(),
                  layouts.recurrentWeights(),
                  layouts.biases(),
                  layouts.output(),
                  layouts.none()));
      vanilla_rnn_backward.primitive_desc made =
          program.keep(
              new vanilla_rnn_backward.primitive_desc(
                  description,
                  OneDnn.engine(),
                  (vanilla_rnn_forward.primitive_desc) forward.description()));
      return new Primitive(new vanilla_rnn_backward(made), made);
    }
  }

  /**
   * Long short-term memory (Hochreiter and Schmidhuber, 1997; with a forget gate, Gers, 2000),
   * without peepholes, as in PyTorch and Keras. Gates i, f, g, o: c' = f c + i g and h' = o
   * tanh(c'), where i, f and o are sigmoids of their W x + U h + b, and g is their tanh.
   */
  record Lstm() implements Cell {

    @Override
    public int gates() {
      return 4;
    }

    @Override
    public int biases() {
      return 4;
    }

    /** The forget gate (Jozefowicz et al., 2015), as in Keras. */
    @Override
    public int open() {
      return 1;
    }

    @Override
    public Primitive forward(Program program, Layouts layouts) {
      lstm_forward.desc description =
          program.keep(
              new lstm_forward.desc(
                  direction(program),
                  rnn_direction.unidirectional_left2right,
                  layouts.input(),
                  layouts.before(),
                  layouts.before(),
                  layouts.weights(),
                  layouts.recurrentWeights(),
                  layouts.biases(),
                  layouts.output(),
                  layouts.none(),
                  layouts.none()));
      lstm_forward.primitive_desc made =
          program.keep(new lstm_forward.primitive_desc(description, OneDnn.engine()));
      return new Primitive(new lstm_forward(made), made);
    }

    @Override
    public Primitive backward(Program program, Layouts layouts, Primitive forward) {
      lstm_backward.desc description =
          program.keep(
              new lstm_backward.desc(
                  prop_kind.backward,
                  rnn_direction.unidirectional_left2right,
                  layouts.input(),
                  layouts.before(),
                  layouts.before(),
                  layouts.weights(),
                  layouts.recurrentWeights(),
                  layouts.biases(),
                  layouts.output(),
                  layouts.none(),
                  layouts.none(),
                  layouts.input(),
                  layouts.before(),
                  layouts.before(),
                  layouts.weights(),
                  layouts.recurrentWeights(),
                  layouts.biases(),
                  layouts.output(),
                  layouts.none(),
                  layouts.none()));
      lstm_backward.primitive_desc made =
          program.keep(
              new lstm_backward.primitive_desc(
                  description,
                  OneDnn.engine(),
                  (lstm_forward.primitive_desc) forward.description()));
      return new Primitive(new lstm_backward(made), made);
    }
  }

  /**
   * Gated recurrent unit (Cho et al., 2014) in the variant that applies the reset gate behind the
   * weights: what PyTorch, cuDNN and Keras (reset_after) compute, and oneDNN calls {@code lbr_gru},
   * linear before reset. {@link gru_forward} is the other one. Gates u, r, n: u and r are sigmoids
   * of their W x + U h + b, n = tanh(W x + b + r (U h + b_h)), and h' = u h + (1 - u) n. The fourth
   * row of biases is b_h.
   */
  record Gru() implements Cell {

    @Override
    public int gates() {
      return 3;
    }

    @Override
    public int biases() {
      return 4;
    }

    @Override
    public Primitive forward(Program program, Layouts layouts) {
      lbr_gru_forward.desc description =
          program.keep(
              new lbr_gru_forward.desc(
                  direction(program),
                  rnn_direction.unidirectional_left2right,
                  layouts.input(),
                  layouts.before(),
                  layouts.weights(),
                  layouts.recurrentWeights(),
                  layouts.biases(),
                  layouts.output(),
                  layouts.none()));
      lbr_gru_forward.primitive_desc made =
          program.keep(new lbr_gru_forward.primitive_desc(description, OneDnn.engine()));
      return new Primitive(new lbr_gru_forward(made), made);
    }

    @Override
    public Primitive backward(Program program, Layouts layouts, Primitive forward) {
      lbr_gru_backward.desc description =
          program.keep(
              new lbr_gru_backward.desc(
                  prop_kind.backward,
                  rnn_direction.unidirectional_left2right,
                  layouts.input(),
                  layouts.before(),
                  layouts.weights(),
                  layouts.recurrentWeights(),
                  layouts.biases(),
                  layouts.output(),
                  layouts.none(),
                  layouts.input(),
                  layouts.before(),
                  layouts.weights(),
                  layouts.recurrentWeights(),
                  layouts.biases(),
                  layouts.output(),
                  layouts.none()));
      lbr_gru_backward.primitive_desc made =
          program.keep(
              new lbr_gru_backward.primitive_desc(
                  description,
                  OneDnn.engine(),
                  (lbr_gru_forward.primitive_desc) forward.description()));
      return new Primitive(new lbr_gru_backward(made), made);
    }
  }
}
