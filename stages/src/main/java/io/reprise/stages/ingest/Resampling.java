package io.reprise.stages.ingest;

/**
 * Which source samples, with which whole-number weights, make each sample of a line of another
 * length. The weights of one sample add up to {@link #total()}, so that nothing is rounded before
 * the last division.
 *
 * <p>A shorter line averages over areas: with n source samples for m, the sample i is the mean of
 * the stretch from i n/m to (i+1) n/m, source samples that it covers in part counting in part. A
 * longer line is interpolated linearly between the source samples' centres, the sample i lying at
 * (i + 1/2) n/m - 1/2, and constant beyond the first and the last centre.
 */
final class Resampling {

  private final int[] first;
  private final int[][] weights;
  private final int total;

  private Resampling(int length, int total) {
    this.first = new int[length];
    this.weights = new int[length][];
    this.total = total;
  }

  static Resampling of(int source, int target) {
    return target <= source ? averaging(source, target) : interpolating(source, target);
  }

  private static Resampling averaging(int source, int target) {
    Resampling resampling = new Resampling(target, source);
    for (int i = 0; i < target; i++) { // in units of 1 / target of a source sample
      int from = Math.multiplyExact(i, source);
      int to = from + source;
      int begin = from / target;
      int end = (to + target - 1) / target;
      resampling.first[i] = begin;
      resampling.weights[i] = new int[end - begin];
      for (int j = begin; j < end; j++) {
        int covered = Math.min(to, (j + 1) * target) - Math.max(from, j * target);
        resampling.weights[i][j - begin] = covered;
      }
    }
    return resampling;
  }

  private static Resampling interpolating(int source, int target) {
    int unit = 2 * target; // of which the centres are multiples
    Resampling resampling = new Resampling(target, unit);
    for (int i = 0; i < target; i++) {
      int place = Math.multiplyExact(2 * i + 1, source) - target;
      place = Math.max(0, Math.min(place, (source - 1) * unit));
      int right = place % unit;
      resampling.first[i] = place / unit;
      resampling.weights[i] = right == 0 ? new int[] {unit} : new int[] {unit - right, right};
    }
    return resampling;
  }

  int total() {
    return total;
  }

  int first(int i) {
    return first[i];
  }

  int count(int i) {
    return weights[i].length;
  }

  int weight(int i, int sample) {
    return weights[i][sample];
  }

  /** Adds the resampled line that starts at an offset, times a factor. */
  void addTo(long[] sums, byte[] samples, int offset, long factor) {
    for (int x = 0; x < first.length; x++) {
      long sum = 0;
      int[] own = weights[x];
      for (int i = 0; i < own.length; i++) {
        sum += (long) own[i] * (samples[offset + first[x] + i] & 0xff);
      }
      sums[x] += factor * sum;
    }
  }
}
