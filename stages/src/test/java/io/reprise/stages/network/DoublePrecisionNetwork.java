package io.reprise.stages.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reprise.stages.onednn.Chain;
import io.reprise.stages.onednn.Parameters;
import io.reprise.stages.spi.Settings;
import java.util.Arrays;
import java.util.List;

/**
 * Networks of convolutions, transposed or not, batch normalisation, dense and residual layers in
 * plain double precision, forward and in training, with all examples of a batch side by side;
 * gradients are differences of its losses.
 */
final class DoublePrecisionNetwork {

  /** Small, since a relu that a step goes across has no derivative there. */
  private static final double STEP = 1e-7;

  private static final double TOLERANCE = 2e-5;

  private final NetworkSpec spec;
  private final double[] parameters;
  private int at;

  DoublePrecisionNetwork(NetworkSpec spec, float[] parameters) {
    this.spec = spec;
    this.parameters = new double[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      this.parameters[i] = parameters[i];
    }
  }

  /** Holds gradients on oneDNN, from drawn weights on, to differences in double precision. */
  static void assertSameGradients(NetworkSpec spec, float[] images, int[] labels) throws Exception {
    NativeRuntime.inNewThread(
        "gradients",
        () -> {
          try (NativeThreads.Lease lease = NativeThreads.leaseOpenMp(1);
              Chain chain = OneDnnNetwork.chain(spec)) {
            Parameters parameters = chain.parameters();
            InitialWeights.of(spec.settings()).drawInto(parameters);
            DoublePrecisionNetwork reference =
                new DoublePrecisionNetwork(spec, parameters.values());
            OutputLoss loss = OutputLoss.of(spec);
            double[] mean = {0};
            Targets targets = Targets.labels(labels);
            chain.gradients(
                images, labels.length, rows -> mean[0] = loss.toGradient(rows, targets));
            assertThat(mean[0]).isCloseTo(reference.loss(images, labels), within(1e-5));
            double[] expected = reference.gradient(images, labels);
            double largest = 0;
            for (double each : expected) {
              largest = Math.max(largest, Math.abs(each));
            }
            for (Parameters.Range range : parameters.ranges()) {
              for (int i = range.offset();
                  i < range.end() && range.role() != Parameters.Role.STATISTIC;
                  i++) {
                assertThat((double) parameters.gradients()[i])
                    .as("parameter %d of layer %d", i - range.offset(), range.layer())
                    .isCloseTo(expected[i], within(TOLERANCE * largest));
              }
            }
          }
          return true;
        });
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

  /** Numbers of a batch: example, channel, row, column. */
  private record Maps(double[][] examples, int channels, int height, int width) {

    static Maps like(Shape shape, int count) {
      return shape instanceof Shape.Image image
          ? new Maps(
              new double[count][shape.size()], image.channels(), image.height(), image.width())
          : new Maps(new double[count][shape.size()], shape.size(), 1, 1);
    }
  }

  double loss(float[] images, int[] labels) {
    Maps values = Maps.like(spec.input(), labels.length);
    for (int i = 0; i < images.length; i++) {
      values.examples[i / spec.input().size()][i % spec.input().size()] = images[i];
    }
    at = 0;
    Shape shape = spec.input();
    for (LayerSpec layer : spec.layers()) {
      values = forward(layer.kind(), layer.settings(), shape, values);
      shape = layer.layerKind().output(shape, layer.settings());
    }
    double sum = 0;
    for (int i = 0; i < labels.length; i++) {
      double all = 0;
      for (double each : values.examples[i]) {
        all += Math.exp(each);
      }
      sum += Math.log(all) - values.examples[i][labels[i]];
    }
    return sum / labels.length;
  }

  private Maps forward(String kind, Settings settings, Shape input, Maps from) {
    Shape output = LayerKinds.builtIn(kind).output(input, settings);
    Maps to =
        switch (kind) {
          case "conv" ->
              convolution(
                  from,
                  Maps.like(output, from.examples.length),
                  settings.integer("kernel"),
                  settings.integer("stride"));
          case "transposedConv" ->
              transposedConvolution(
                  from, Maps.like(output, from.examples.length), Filters.of(settings));
          case "batchNorm" -> normalised(from, settings.real("epsilon"));
          case "dense", "output" -> dense(from, Maps.like(output, from.examples.length));
          case "residual" -> residual(settings, input, output, from);
          case "activation" -> from;
          default -> throw new IllegalArgumentException(kind);
        };
    String function =
        kind.equals("activation")
            ? settings.text("function")
            : settings.has("activation") && !kind.equals("output")
                ? settings.text("activation")
                : "identity";
    for (double[] example : to.examples) {
      for (int i = 0; i < example.length; i++) {
        example[i] =
            switch (function) {
              case "tanh" -> Math.tanh(example[i]);
              case "relu" -> Math.max(0, example[i]);
              default -> example[i];
            };
      }
    }
    return to;
  }

  private Maps residual(Settings settings, Shape input, Shape output, Maps from) {
    Maps branch = copy(from);
    Shape shape = input;
    for (Settings.Variant layer : settings.variants("layers")) {
      branch = forward(layer.kind(), layer.settings(), shape, branch);
      shape = LayerKinds.builtIn(layer.kind()).output(shape, layer.settings());
    }
    Maps shortcut = from;
    if (!input.equals(output)) {
      Maps projected = Maps.like(output, from.examples.length);
      shortcut =
          output instanceof Shape.Image image
              ? convolution(from, projected, 1, (from.height + image.height() - 1) / image.height())
              : dense(from, projected);
    }
    for (int i = 0; i < branch.examples.length; i++) {
      for (int j = 0; j < branch.examples[i].length; j++) {
        branch.examples[i][j] += shortcut.examples[i][j];
      }
    }
    return branch;
  }

  private static Maps copy(Maps from) {
    double[][] copy = new double[from.examples.length][];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = from.examples[i].clone();
    }
    return new Maps(copy, from.channels, from.height, from.width);
  }

  /** Padding as where output sides are the input's over the stride, rounded up. */
  private Maps convolution(Maps from, Maps to, int kernel, int stride) {
    int biases = at;
    int weights = at + to.channels;
    at = weights + to.channels * from.channels * kernel * kernel;
    int top = Math.max(0, (to.height - 1) * stride + kernel - from.height) / 2;
    int left = Math.max(0, (to.width - 1) * stride + kernel - from.width) / 2;
    for (int e = 0; e < to.examples.length; e++) {
      for (int o = 0; o < to.channels; o++) {
        for (int y = 0; y < to.height; y++) {
          for (int x = 0; x < to.width; x++) {
            double sum = parameters[biases + o];
            for (int c = 0; c < from.channels; c++) {
              for (int ky = 0; ky < kernel; ky++) {
                for (int kx = 0; kx < kernel; kx++) {
                  int fy = y * stride + ky - top;
                  int fx = x * stride + kx - left;
                  if (fy >= 0 && fx >= 0 && fy < from.height && fx < from.width) {
                    sum +=
                        parameters[weights + ((o * from.channels + c) * kernel + ky) * kernel + kx]
                            * from.examples[e][(c * from.height + fy) * from.width + fx];
                  }
                }
              }
            }
            to.examples[e][(o * to.height + y) * to.width + x] = sum;
          }
        }
      }
    }
    return to;
  }

  /** What goes into a place goes on to all that the filters reach from there. */
  private Maps transposedConvolution(Maps from, Maps to, Filters filters) {
    int weights = at + to.channels;
    int places = filters.height() * filters.width();
    int top = Math.max(0, (from.height - 1) * filters.stride() + filters.height() - to.height) / 2;
    int left = Math.max(0, (from.width - 1) * filters.stride() + filters.width() - to.width) / 2;
    for (int e = 0; e < to.examples.length; e++) {
      for (int o = 0; o < to.channels; o++) {
        int first = o * to.height * to.width;
        Arrays.fill(to.examples[e], first, first + to.height * to.width, parameters[at + o]);
        for (int i = 0; i < from.examples[e].length; i++) {
          int c = i / (from.height * from.width);
          int y = i / from.width % from.height * filters.stride() - top;
          int x = i % from.width * filters.stride() - left;
          for (int k = 0; k < places; k++) {
            int ty = y + k / filters.width();
            int tx = x + k % filters.width();
            if (ty >= 0 && tx >= 0 && ty < to.height && tx < to.width) {
              to.examples[e][first + ty * to.width + tx] +=
                  parameters[weights + (c * to.channels + o) * places + k] * from.examples[e][i];
            }
          }
        }
      }
    }
    at = weights + from.channels * to.channels * places;
    return to;
  }

  private Maps dense(Maps from, Maps to) {
    int inputs = from.examples[0].length;
    int biases = at + inputs * to.channels;
    for (int e = 0; e < to.examples.length; e++) {
      for (int o = 0; o < to.channels; o++) {
        double sum = parameters[biases + o];
        for (int i = 0; i < inputs; i++) {
          sum += parameters[at + o * inputs + i] * from.examples[e][i];
        }
        to.examples[e][o] = sum;
      }
    }
    at = biases + to.channels;
    return to;
  }

  private Maps normalised(Maps from, double epsilon) {
    int places = from.height * from.width;
    Maps to = copy(from);
    for (int c = 0; c < from.channels; c++) {
      double mean = 0;
      double square = 0;
      int count = places * from.examples.length;
      for (double[] example : from.examples) {
        for (int i = c * places; i < (c + 1) * places; i++) {
          mean += example[i] / count;
        }
      }
      for (double[] example : from.examples) {
        for (int i = c * places; i < (c + 1) * places; i++) {
          square += (example[i] - mean) * (example[i] - mean) / count;
        }
      }
      for (double[] example : to.examples) {
        for (int i = c * places; i < (c + 1) * places; i++) {
          example[i] =
              parameters[at + c] * (example[i] - mean) / Math.sqrt(square + epsilon)
                  + parameters[at + from.channels + c];
        }
      }
    }
    at += 4 * from.channels;
    return to;
  }

  static List<String> layers() {
    return List.of(
        // identity, at the very beginning and in the middle
        "- residual: { layers: [conv: { filters: 2, kernel: 3, padding: same, activation: tanh }] }",
        "- conv: { filters: 4, kernel: 3, padding: same, activation: relu }\n"
            + "- residual: { layers: [conv: { filters: 4, kernel: 3, padding: same }, batchNorm,"
            + " activation: { function: relu }, conv: { filters: 4, kernel: 3, padding: same },"
            + " batchNorm] }",
        "- residual: { layers: [conv: { filters: 3, kernel: 3, padding: same, stride: 2 }] }",
        // projections: more maps, half the size; of units
        "- conv: { filters: 3, kernel: 3, padding: same, activation: tanh }\n"
            + "- residual: { layers: [conv: { filters: 5, kernel: 3, padding: same, stride: 2 },"
            + " batchNorm, activation: { function: tanh }, conv: { filters: 5, kernel: 3, padding:"
            + " same, activation: relu }] }\n"
            + "- residual: { activation: identity, layers: [batchNorm, activation: { function: relu"
            + " }, conv: { filters: 5, kernel: 3, padding: same }] }",
        "- dense: { units: 6, activation: tanh }\n"
            + "- residual: { layers: [dense: { units: 4, activation: tanh }, dense: { units: 6 }] }\n"
            + "- residual: { activation: identity, layers: [dense: { units: 5, activation: relu }] }");
  }
}
