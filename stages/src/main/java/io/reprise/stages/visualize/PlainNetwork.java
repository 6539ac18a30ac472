package io.reprise.stages.visualize;

import io.reprise.stages.network.LayerSpec;
import io.reprise.stages.network.NetworkSpec;
import io.reprise.stages.network.Shape;
import io.reprise.stages.network.TrainedModel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trained network of feed-forward layers in double precision, for one image at a time. Sums run
 * in one order, so that results are the same on every machine.
 */
final class PlainNetwork {

  private final NetworkSpec spec;
  private final List<PlainLayer> steps;

  /** How many of the steps make up the layers up to each one. */
  private final List<Integer> ends;

  private PlainNetwork(NetworkSpec spec, List<PlainLayer> steps, List<Integer> ends) {
    this.spec = spec;
    this.steps = steps;
    this.ends = ends;
  }

  /**
   * @throws io.reprise.schemas.problem.ReportedException where a layer is not of a kind that has
   *     images or units before and behind it
   */
  static PlainNetwork of(TrainedModel model) {
    NetworkSpec spec = model.spec();
    PlainLayers layers = new PlainLayers(model.parameters());
    List<PlainLayer> steps = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    List<Shape> shapes = spec.shapes();
    Shape input = spec.input();
    for (int i = 0; i < shapes.size(); i++) {
      LayerSpec layer = spec.layers().get(i);
      steps.addAll(layers.of(layer, input, shapes.get(i)));
      ends.add(steps.size());
      input = shapes.get(i);
    }
    layers.end();
    return new PlainNetwork(spec, steps, ends);
  }

  /** The first step of a layer, or null where it does nothing. */
  @Nullable PlainLayer first(int layer) {
    int from = layer == 0 ? 0 : ends.get(layer - 1);
    return from < ends.get(layer) ? steps.get(from) : null;
  }

  /** What of an image a place in a layer's feature maps depends on. */
  ReceptiveField field(int layer) {
    ReceptiveField field = ReceptiveField.PIXEL;
    for (PlainLayer step : steps.subList(0, ends.get(layer))) {
      if (step instanceof ConvolutionLayer convolution) {
        field = field.behind(convolution.window());
      } else if (step instanceof PoolingLayer pooling) {
        field = field.behind(pooling.window());
      }
    }
    return field;
  }

  NetworkSpec spec() {
    return spec;
  }

  /**
   * What an image makes of the network: what goes into each step, and what comes out of the last.
   *
   * @param image pixels from 0 to 1, channel by channel
   */
  Pass show(float[] image) {
    double[] values = new double[image.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = image[i];
    }
    return show(values);
  }

  Pass show(double[] image) {
    List<double[]> inputs = new ArrayList<>(List.of(image));
    for (PlainLayer step : steps) {
      inputs.add(step.forward(inputs.get(inputs.size() - 1)));
    }
    return new Pass(inputs);
  }

  /** One image's way through the network. */
  final class Pass {

    private final List<double[]> inputs;

    private Pass(List<double[]> inputs) {
      this.inputs = inputs;
    }

    /** What comes out of a layer; not to be written to. */
    double[] output(int layer) {
      return inputs.get(ends.get(layer));
    }

    /** The sums of the output layer, before its function; not to be written to. */
    double[] scores() {
      return inputs.get(steps.size());
    }

    /** The gradient of one class's score by the image (Simonyan et al., 2013). */
    double[] gradient(int label) {
      double[] gradient = new double[scores().length];
      gradient[label] = 1;
      for (int step = steps.size() - 1; step >= 0; step--) {
        gradient = steps.get(step).backward(inputs.get(step), gradient);
      }
      return gradient;
    }

    /**
     * A signal behind a layer brought back to the image by a deconvolutional network (Zeiler and
     * Fergus, 2014).
     */
    double[] deconvolve(int layer, double[] signal) {
      double[] before = signal;
      for (int step = ends.get(layer) - 1; step >= 0; step--) {
        before = steps.get(step).deconvolve(inputs.get(step), before);
      }
      return before;
    }
  }
}
