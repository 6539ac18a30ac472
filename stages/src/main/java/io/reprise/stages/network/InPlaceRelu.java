package io.reprise.stages.network;

import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.RectifiedLinear;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.factory.Nd4j;

/**
 * max(0, x), with the same bits as Deeplearning4j's own, whose backward pass is a loop without
 * vector instructions.
 */
public final class InPlaceRelu extends BaseActivationFunction {

  private static final long serialVersionUID = 1L;

  @Override
  public INDArray getActivation(INDArray in, boolean training) {
    return Nd4j.getExecutioner().exec(new RectifiedLinear(in, in));
  }

  @Override
  public Pair<INDArray, @Nullable INDArray> backprop(INDArray in, INDArray epsilon) {
    assertShape(in, epsilon);
    INDArray slope = Nd4j.getExecutioner().exec(new Step(in, in, 0.0));
    return new Pair<>(slope.muli(epsilon), null);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof InPlaceRelu;
  }

  @Override
  public int hashCode() {
    return InPlaceRelu.class.hashCode();
  }

  @Override
  public String toString() {
    return "relu";
  }
}
