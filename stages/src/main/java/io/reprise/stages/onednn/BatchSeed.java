package io.reprise.stages.onednn;

/** What the random numbers of the batch at work follow from. */
final class BatchSeed {

  private long value;

  long value() {
    return value;
  }

  void set(long newValue) {
    value = newValue;
  }
}
