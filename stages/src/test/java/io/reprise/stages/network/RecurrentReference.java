package io.reprise.stages.network;

import io.reprise.stages.spi.Settings;
import java.util.Arrays;

/**
 * Networks of recurrent and dense layers in plain double precision, forward alone: gradients are
 * differences of its losses.
 */
final class RecurrentReference {

  private static final double STEP = 1e-5;

  private final NetworkSpec spec;
  private final double[] parameters;
  private int at;

  RecurrentReference(NetworkSpec spec, float[] parameters) {
    this.spec = spec;
    this.parameters = new double[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      this.parameters[i] = parameters[i];
    }
  }

  /** Of the mean loss by all parameters, by central differences. */
  double[] gradient(float[] images, int[] labels) {
    double[] gradient = new double[parameters.length];
    for (int i = 0; i < gradient.length; i++) {
      double value = parameters[i];
      parameters[i] = value + STEP;
      double above = loss(images, labels);
      parameters[i] = value - STEP;
      gradient[i] = (above - loss(images, labels)) / (2 * STEP);
      parameters[i] = value;
    }
    return gradient;
  }

  private double loss(float[] images, int[] labels) {
    double sum = 0;
    double[][] outputs = outputs(images, labels.length);
    for (int i = 0; i < labels.length; i++) {
      sum -= Math.log(outputs[i][labels[i]]);
    }
    return sum / labels.length;
  }

  double[][] outputs(float[] images, int count) {
    int size = images.length / count;
    double[][] outputs = new double[count][];
    for (int i = 0; i < count; i++) {
      at = 0;
      double[][] values = rows(Arrays.copyOfRange(images, i * size, (i + 1) * size));
      for (LayerSpec layer : spec.layers()) {
        values = forward(layer, values);
      }
      outputs[i] = flat(values);
    }
    return outputs;
  }

  /** Of an image, each with the columns of all channels. */
  private double[][] rows(float[] image) {
    Shape.Image shape = spec.input();
    double[][] rows = new double[shape.height()][shape.channels() * shape.width()];
    for (int c = 0; c < shape.channels(); c++) {
      for (int y = 0; y < shape.height(); y++) {
        for (int x = 0; x < shape.width(); x++) {
          rows[y][c * shape.width() + x] = image[(c * shape.height() + y) * shape.width() + x];
        }
      }
    }
    return rows;
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  private double[][] forward(LayerSpec layer, double[][] steps) {
    Settings settings = layer.settings();
    return switch (layer.kind()) {
      case "flatten" -> new double[][] {flat(steps)};
      case "dense" -> {
        int start = at;
        double[][] outputs = new double[steps.length][];
        for (int i = 0; i < steps.length; i++) {
          at = start;
          outputs[i] = dense(steps[i], settings.integer("units"));
          if (settings.text("activation").equals("tanh")) {
            outputs[i] = Arrays.stream(outputs[i]).map(Math::tanh).toArray();
          }
        }
        yield outputs;
      }
      case "output" -> new double[][] {softmax(dense(flat(steps), settings.integer("units")))};
      default -> settings.flag("timeDistributed") ? inRows(layer, steps) : recurrent(layer, steps);
    };
  }

  private double[][] inRows(LayerSpec layer, double[][] rows) {
    int start = at;
    double[][] last = new double[rows.length][];
    int channels = spec.input().channels();
    int width = spec.input().width();
    for (int y = 0; y < rows.length; y++) {
      double[][] pixels = new double[width][channels];
      for (int i = 0; i < rows[y].length; i++) {
        pixels[i % width][i / width] = rows[y][i];
      }
      at = start;
      last[y] = recurrent(layer, pixels)[0];
    }
    return last;
  }

  private double[][] recurrent(LayerSpec layer, double[][] steps) {
    int units = layer.settings().integer("units");
    int gates = layer.kind().equals("lstm") ? 4 : layer.kind().equals("gru") ? 3 : 1;
    int weights = take(steps[0].length * gates * units);
    int recurrentWeights = take(units * gates * units);
    int biases = take((layer.kind().equals("gru") ? 4 : gates) * units);
    double[] state = new double[units];
    double[] cell = new double[units];
    double[][] outputs = new double[steps.length][];
    for (int step = 0; step < steps.length; step++) {
      double[] x = sums(steps[step], weights, gates * units);
      double[] h = sums(state, recurrentWeights, gates * units);
      double[] next = new double[units];
      for (int i = 0; i < units; i++) {
        switch (layer.kind()) {
          case "lstm" -> {
            double input = sigmoid(gate(0, i, units, x, h, biases));
            double forget = sigmoid(gate(1, i, units, x, h, biases));
            double candidate = Math.tanh(gate(2, i, units, x, h, biases));
            double output = sigmoid(gate(3, i, units, x, h, biases));
            cell[i] = forget * cell[i] + input * candidate;
            next[i] = output * Math.tanh(cell[i]);
          }
          case "gru" -> {
            double update = sigmoid(gate(0, i, units, x, h, biases));
            double reset = sigmoid(gate(1, i, units, x, h, biases));
            int n = 2 * units + i;
            double candidate =
                Math.tanh(
                    x[n]
                        + parameters[biases + n]
                        + reset * (h[n] + parameters[biases + 3 * units + i]));
            next[i] = update * state[i] + (1 - update) * candidate;
          }
          default -> {
            double sum = gate(0, i, units, x, h, biases);
            boolean relu = layer.settings().text("activation").equals("relu");
            next[i] = relu ? Math.max(0, sum) : Math.tanh(sum);
          }
        }
      }
      state = next;
      outputs[step] = next;
    }
    return layer.settings().text("returns").equals("sequence")
        ? outputs
        : new double[][] {outputs[steps.length - 1]};
  }

  private double gate(int gate, int unit, int units, double[] x, double[] h, int biases) {
    int i = gate * units + unit;
    return x[i] + h[i] + parameters[biases + i];
  }

  private int take(int count) {
    at += count;
    return at - count;
  }

  /** By weights that lie output by output for each input. */
  private double[] sums(double[] inputs, int weights, int outputs) {
    double[] sums = new double[outputs];
    for (int i = 0; i < inputs.length; i++) {
      for (int o = 0; o < outputs; o++) {
        sums[o] += inputs[i] * parameters[weights + i * outputs + o];
      }
    }
    return sums;
  }

  /** By weights that lie input by input for each output. */
  private double[] dense(double[] inputs, int units) {
    int weights = take(inputs.length * units);
    int biases = take(units);
    double[] sums = new double[units];
    for (int o = 0; o < units; o++) {
      sums[o] = parameters[biases + o];
      for (int i = 0; i < inputs.length; i++) {
        sums[o] += inputs[i] * parameters[weights + o * inputs.length + i];
      }
    }
    return sums;
  }

  private static double[] softmax(double[] sums) {
    double[] powers = Arrays.stream(sums).map(Math::exp).toArray();
    double sum = Arrays.stream(powers).sum();
    return Arrays.stream(powers).map(power -> power / sum).toArray();
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
