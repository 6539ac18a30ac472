package io.reprise.stages.random;

/**
 * Random numbers that are a function of a key and a counter: the n-th one is {@code mix(base(key) +
 * n * gamma)}, with no state shared between keys.
 *
 * <p>That is {@link SplitMix64}, used as a counter-based generator in the sense of Salmon et al.,
 * "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
 */
public final class CounterRandom {

  private static final double UNIT = 0x1.0p-53;

  private long state;

  private CounterRandom(long state) {
    this.state = state;
  }

  /** The stream of SplitMix64 itself from a state, which is what published values are for. */
  static CounterRandom fromState(long state) {
    return new CounterRandom(state);
  }

  /** The stream of one purpose: another seed, id, copy or purpose gives an unrelated one. */
  public static CounterRandom of(long seed, long id, long copy, Purpose purpose) {
    long base = SplitMix64.next(seed);
    base = SplitMix64.next(base + id);
    base = SplitMix64.next(base + copy);
    return new CounterRandom(SplitMix64.next(base + purpose.code));
  }

  /** Bits that look random. */
  public long nextLong() {
    long random = SplitMix64.next(state);
    state += SplitMix64.GAMMA;
    return random;
  }

  /** Uniform in [0, 1), a multiple of 2^-53. */
  public double nextDouble() {
    return (nextLong() >>> 11) * UNIT;
  }

  /**
   * What numbers are for. Each has a stream of its own, so that turning noise on does not change
   * the angles. The codes are part of what seeds mean: they never change.
   */
  public enum Purpose {
    ROTATION(1),
    NOISE(2),
    FLIP_HORIZONTAL(3),
    FLIP_VERTICAL(4),
    SHIFT(5),
    ERASE(6);

    private final long code;

    Purpose(long code) {
      this.code = code;
    }
  }
}
