package io.reprise.stages.network;

import io.reprise.stages.onednn.Parameters;
import io.reprise.stages.random.SplitMix64;
import io.reprise.stages.spi.Settings;

/**
 * Initial weights of networks that Deeplearning4j does not have: by the parameter {@code
 * initialisation}, and as orthogonal matrices (Saxe et al., 2014) those from step to step of
 * recurrent layers, as in Keras. Gates are drawn each for itself. The same on every machine.
 *
 * @param word of {@link NetworkParameters#INITIALISATIONS}
 */
record InitialWeights(String word, long seed) {

  private static final double TO_UNIT_INTERVAL = 0x1p-53;

  static InitialWeights of(Settings settings) {
    return new InitialWeights(
        settings.text("initialisation"), Seeds.mix(settings.longInteger("seed"), 0));
  }

  void drawInto(Parameters parameters) {
    int number = 0;
    for (Parameters.Range range : parameters.ranges()) {
      Parameters.Fan fan = range.fan();
      if (fan != null && !word.equals("zeros")) {
        Draws draws = new Draws(Seeds.mix(seed, number));
        if (fan.recurrent()) {
          drawOrthogonal(draws, fan, range, parameters.values());
        } else {
          draw(draws, fan, range, parameters.values());
        }
      }
      number++;
    }
    parameters.changed();
  }

  private void draw(Draws draws, Parameters.Fan fan, Parameters.Range range, float[] values) {
    double deviation = StrictMath.sqrt(variance(fan));
    boolean uniform = word.endsWith("Uniform");
    for (int i = range.offset(); i < range.offset() + range.length(); i++) {
      double drawn = uniform ? StrictMath.sqrt(3) * (2 * draws.uniform() - 1) : draws.normal();
      values[i] = (float) (deviation * drawn);
    }
  }

  /** Glorot and Bengio, 2010; He et al., 2015; LeCun et al., 1998. */
  private double variance(Parameters.Fan fan) {
    return switch (word) {
      case "xavier", "xavierUniform" -> 2.0 / (fan.inputs() + fan.outputs());
      case "he", "heUniform" -> 2.0 / fan.inputs();
      case "normal", "lecun" -> 1.0 / fan.inputs();
      default -> throw new IllegalArgumentException("no initialisation is called " + word);
    };
  }

  /** Of normally distributed vectors, by the method of Gram and Schmidt in its modified form. */
  private static void drawOrthogonal(
      Draws draws, Parameters.Fan fan, Parameters.Range range, float[] values) {
    int units = Math.toIntExact(fan.outputs());
    int gates = range.length() / units / units;
    for (int gate = 0; gate < gates; gate++) {
      double[][] rows = new double[units][units];
      for (int i = 0; i < units; i++) {
        for (int o = 0; o < units; o++) {
          rows[i][o] = draws.normal();
        }
        for (int before = 0; before < i; before++) {
          addTo(rows[i], rows[before], -product(rows[i], rows[before]));
        }
        double length = StrictMath.sqrt(product(rows[i], rows[i]));
        for (int o = 0; o < units; o++) {
          rows[i][o] /= length;
          values[range.offset() + (i * gates + gate) * units + o] = (float) rows[i][o];
        }
      }
    }
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void addTo(double[] row, double[] other, double factor) {
    for (int i = 0; i < row.length; i++) {
      row[i] += factor * other[i];
    }
  }

  /** Random numbers one after the other. */
  private static final class Draws {

    private long state;

    private Draws(long seed) {
      this.state = seed;
    }

    /** Above 0, up to 1. */
    double uniform() {
      long bits = SplitMix64.next(state);
      state += SplitMix64.GAMMA;
      return ((bits >>> 11) + 1) * TO_UNIT_INTERVAL;
    }

    /** With mean 0 and variance 1 (Box and Muller, 1958). */
    double normal() {
      double radius = StrictMath.sqrt(-2 * StrictMath.log(uniform()));
      return radius * StrictMath.cos(2 * Math.PI * uniform());
    }
  }
}
