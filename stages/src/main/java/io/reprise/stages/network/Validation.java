package io.reprise.stages.network;

/**
 * How a model did on the examples that its training was validated with; counts, since a double's
 * text may differ between JVMs.
 *
 * @param rows examples
 * @param right those whose class was predicted
 */
public record Validation(long rows, long right) {

  public double accuracy() {
    return rows == 0 ? 0 : (double) right / rows;
  }
}
