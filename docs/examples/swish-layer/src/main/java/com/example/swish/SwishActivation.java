package com.example.swish;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The function and its derivative, on arrays of any shape and of either precision. */
public final class SwishActivation extends BaseActivationFunction {

  private static final long serialVersionUID = 1L;

  private final double beta;

  public SwishActivation(double beta) {
    this.beta = beta;
  }

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    return in.muli(Transforms.sigmoid(in.mul(beta), false)); // where Deeplearning4j wants it
  }

  /** With s = sigmoid(beta * x), the derivative is s + beta * x * s * (1 - s). */
  @Override
  public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
    INDArray s = Transforms.sigmoid(in.mul(beta), false);
    INDArray derivative = in.mul(beta).muli(s).muli(s.rsub(1)).addi(s);
    return new Pair<>(derivative.muli(epsilon), null);
  }
}
