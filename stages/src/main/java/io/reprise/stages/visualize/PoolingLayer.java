package io.reprise.stages.visualize;

import io.reprise.stages.network.Shape;
import io.reprise.stages.onednn.Window;
import java.util.Arrays;

/**
 * Maximum or mean of windows without padding. The way back of a maximum goes to the place that it
 * was taken from (its switch), the first of equals; that of a mean, to all places alike.
 */
record PoolingLayer(Shape.Image input, Shape.Image output, Window window, boolean maximum)
    implements PlainLayer {

  @Override
  public double[] forward(double[] image) {
    double[] pooled = new double[output.size()];
    for (int out = 0; out < pooled.length; out++) {
      int[] places = places(out);
      pooled[out] =
          maximum
              ? image[greatest(image, places)]
              : Arrays.stream(places).mapToDouble(place -> image[place]).sum() / places.length;
    }
    return pooled;
  }

  @Override
  public double[] backward(double[] image, double[] gradient) {
    double[] before = new double[input.size()];
    for (int out = 0; out < gradient.length; out++) {
      int[] places = places(out);
      if (maximum) {
        before[greatest(image, places)] += gradient[out];
      } else {
        for (int place : places) {
          before[place] += gradient[out] / places.length;
        }
      }
    }
    return before;
  }

  private static int greatest(double[] image, int[] places) {
    int greatest = places[0];
    for (int place : places) {
      greatest = image[place] > image[greatest] ? place : greatest;
    }
    return greatest;
  }

  private int[] places(int out) {
    int area = output.height() * output.width();
    int top = out % area / output.width() * window.stride();
    int left = out % output.width() * window.stride();
    int first = (out / area * input.height() + top) * input.width() + left;
    int[] places = new int[window.height() * window.width()];
    for (int i = 0; i < places.length; i++) {
      places[i] = first + i / window.width() * input.width() + i % window.width();
    }
    return places;
  }
}
