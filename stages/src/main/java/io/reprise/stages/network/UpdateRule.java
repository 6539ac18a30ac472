package io.reprise.stages.network;

import io.reprise.stages.spi.Settings;

/** How one parameter follows its gradient; the formulas and their order are Deeplearning4j's. */
interface UpdateRule {

  /** How many numbers it remembers of each parameter. */
  int memories();

  /** What they are before the first step. */
  default float initialMemory() {
    return 0;
  }

  /**
   * @param count of this step, from 1
   */
  Step step(double learningRate, int count);

  /** One step of a range of parameters; loops that the JIT turns into vector instructions. */
  interface Step {
    void apply(float[] values, float[] gradients, float[][] memory, int from, int to);
  }

  static UpdateRule of(String kind, Settings settings) {
    return switch (kind) {
      case "sgd" ->
          settings.real("momentum") == 0
              ? new Sgd()
              : settings.flag("nesterov")
                  ? new Nesterov((float) settings.real("momentum"))
                  : new Momentum((float) settings.real("momentum"));
      case "adam" -> new Adam(settings.real("beta1"), settings.real("beta2"), epsilon(settings));
      case "rmsProp" -> new RmsProp((float) settings.real("decay"), epsilon(settings));
      case "adaGrad" -> new AdaGrad(epsilon(settings));
      case "adaDelta" -> new AdaDelta((float) settings.real("decay"), epsilon(settings));
      default -> throw new IllegalArgumentException("no optimizer is called " + kind);
    };
  }

  private static float epsilon(Settings settings) {
    return (float) settings.real("epsilon");
  }

  /** Robbins and Monro, 1951. */
  record Sgd() implements UpdateRule {

    @Override
    public int memories() {
      return 0;
    }

    @Override
    public Step step(double learningRate, int count) {
      float rate = (float) learningRate;
      return (values, gradients, memory, from, to) -> {
        for (int i = from; i < to; i++) {
          values[i] -= rate * gradients[i];
        }
      };
    }
  }

  /** Polyak, 1964, in the form of Sutskever et al., 2013. */
  record Momentum(float momentum) implements UpdateRule {

    @Override
    public int memories() {
      return 1;
    }

    @Override
    public Step step(double learningRate, int count) {
      float rate = (float) learningRate;
      return (values, gradients, memory, from, to) -> {
        float[] velocity = memory[0];
        for (int i = from; i < to; i++) {
          float after = momentum * velocity[i] - rate * gradients[i];
          velocity[i] = after;
          values[i] += after;
        }
      };
    }
  }

  /** Nesterov's momentum, in the form of Sutskever et al., 2013. */
  record Nesterov(float momentum) implements UpdateRule {

    @Override
    public int memories() {
      return 1;
    }

    @Override
    public Step step(double learningRate, int count) {
      float rate = (float) learningRate;
      return (values, gradients, memory, from, to) -> {
        float[] velocity = memory[0];
        for (int i = from; i < to; i++) {
          float before = velocity[i];
          float after = momentum * before - rate * gradients[i];
          velocity[i] = after;
          values[i] -= momentum * before - (1 + momentum) * after;
        }
      };
    }
  }

  /** Kingma and Ba, 2015. */
  record Adam(double beta1, double beta2, float epsilon) implements UpdateRule {

    @Override
    public int memories() {
      return 2;
    }

    @Override
    public Step step(double learningRate, int count) {
      float rate =
          (float)
              (learningRate
                  * Math.sqrt(1 - StrictMath.pow(beta2, count))
                  / (1 - StrictMath.pow(beta1, count)));
      float first = (float) beta1;
      float second = (float) beta2;
      return (values, gradients, memory, from, to) -> {
        float[] means = memory[0];
        float[] squares = memory[1];
        for (int i = from; i < to; i++) {
          float gradient = gradients[i];
          float mean = first * means[i] + (1 - first) * gradient;
          float square = second * squares[i] + (1 - second) * gradient * gradient;
          means[i] = mean;
          squares[i] = square;
          values[i] -= rate * mean / ((float) Math.sqrt(square) + epsilon);
        }
      };
    }
  }

  /** Hinton's lecture, 2012. */
  record RmsProp(float decay, float epsilon) implements UpdateRule {

    @Override
    public int memories() {
      return 1;
    }

    @Override
    public float initialMemory() {
      return epsilon;
    }

    @Override
    public Step step(double learningRate, int count) {
      float rate = (float) learningRate;
      return (values, gradients, memory, from, to) -> {
        float[] squares = memory[0];
        for (int i = from; i < to; i++) {
          float gradient = gradients[i];
          float square = decay * squares[i] + (1 - decay) * gradient * gradient;
          squares[i] = square;
          values[i] -= rate * gradient / ((float) Math.sqrt(square) + epsilon);
        }
      };
    }
  }

  /** Duchi, Hazan and Singer, 2011. */
  record AdaGrad(float epsilon) implements UpdateRule {

    @Override
    public int memories() {
      return 1;
    }

    @Override
    public float initialMemory() {
      return epsilon;
    }

    @Override
    public Step step(double learningRate, int count) {
      float rate = (float) learningRate;
      return (values, gradients, memory, from, to) -> {
        float[] squares = memory[0];
        for (int i = from; i < to; i++) {
          float gradient = gradients[i];
          float square = squares[i] + gradient * gradient;
          squares[i] = square;
          values[i] -= rate * gradient / ((float) Math.sqrt(square) + epsilon);
        }
      };
    }
  }

  /** Zeiler, 2012. */
  record AdaDelta(float decay, float epsilon) implements UpdateRule {

    @Override
    public int memories() {
      return 2;
    }

    @Override
    public Step step(double learningRate, int count) {
      return (values, gradients, memory, from, to) -> {
        float[] squares = memory[0];
        float[] changes = memory[1];
        for (int i = from; i < to; i++) {
          float gradient = gradients[i];
          float square = decay * squares[i] + (1 - decay) * gradient * gradient;
          squares[i] = square;
          float change =
              gradient
                  * (float) Math.sqrt(changes[i] + epsilon)
                  / (float) Math.sqrt(square + epsilon);
          changes[i] = decay * changes[i] + (1 - decay) * change * change;
          values[i] -= change;
        }
      };
    }
  }
}
