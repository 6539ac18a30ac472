package io.reprise.stages.network;

/** What a network is to put out for each example of a batch. */
public sealed interface Targets {

  /** Examples of the batch. */
  int count();

  /** The class of each example, as a 1 among zeros. */
  static Targets labels(int[] labels) {
    return new Labels(labels, new double[0]);
  }

  /** The classes, where an example's loss counts as often as its class says. */
  static Targets labels(int[] labels, double[] classWeights) {
    return new Labels(labels, classWeights);
  }

  /**
   * Numbers, such as the pixels themselves.
   *
   * @param values example by example, as many for each as the network has outputs
   */
  static Targets values(float[] values, int count) {
    return new Values(values, count);
  }

  /**
   * How many times an example's loss counts.
   *
   * @param example of the batch, from 0
   */
  double weight(int example);

  /**
   * Puts what is wanted for one example into a row, a number for each output.
   *
   * @param smoothing part of a class's 1 that is spread evenly over all classes, 0 to 1
   */
  void read(int example, double smoothing, double[] into);

  /**
   * @param classWeights one a class; none where all count once
   */
  @SuppressWarnings("ArrayRecordComponent") // a batch, never compared
  record Labels(int[] labels, double[] classWeights) implements Targets {

    @Override
    public int count() {
      return labels.length;
    }

    @Override
    public double weight(int example) {
      return classWeights.length == 0 ? 1 : classWeights[labels[example]];
    }

    @Override
    public void read(int example, double smoothing, double[] into) {
      for (int i = 0; i < into.length; i++) {
        into[i] = (i == labels[example] ? 1 - smoothing : 0) + smoothing / into.length;
      }
    }
  }

  /**
   * @param values see {@link #values}
   */
  @SuppressWarnings("ArrayRecordComponent") // a batch, never compared
  record Values(float[] values, int count) implements Targets {

    @Override
    public double weight(int example) {
      return 1;
    }

    @Override
    public void read(int example, double smoothing, double[] into) {
      for (int i = 0; i < into.length; i++) {
        into[i] = values[example * into.length + i];
      }
    }
  }
}
