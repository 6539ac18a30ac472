package io.reprise.stages.onednn;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A layer in a {@link Program}: what comes out of it, and how gradients go back through it. */
abstract class Op {

  private final Tensor output;
  private final @Nullable Tensor gradient;

  Op(Program program, Tensor output) {
    this.output = output;
    this.gradient = program.training() ? program.tensor(output.layout()) : null;
  }

  Op(Tensor output, @Nullable Tensor gradient) {
    this.output = output;
    this.gradient = gradient;
  }

  Tensor output() {
    return output;
  }

  /** Of the loss by the output; there while training. */
  Tensor gradient() {
    return Objects.requireNonNull(gradient);
  }

  /**
   * Adds the steps from the gradient of the output to those of the parameters and of the input.
   *
   * @param intoInput whether that of the input is wanted
   */
  abstract void addBackward(boolean intoInput);

  /**
   * Leaves the way back through a relu, which the output has been through, to whoever asks; false
   * where there is none.
   */
  boolean releaseRelu() {
    return false;
  }

  /** What goes into the first layer. */
  static final class Input extends Op {

    Input(Tensor images) {
      super(images, null);
    }

    @Override
    void addBackward(boolean intoInput) {}
  }
}
