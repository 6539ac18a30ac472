package io.reprise.stages.augment;

/**
 * Random numbers that are a function of a key and a counter: the n-th one is {@code mix(base(key) +
 * n * gamma)}, with no state shared between keys.
 *
 * <p>The generator is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014) with Stafford's variant 13 as its mix, used as a counter-based one in
 * the sense of Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011. Integer
 * arithmetic alone, so that every JVM gives the same numbers.
 */
final class CounterRandom {

  private static final long GAMMA = 0x9E3779B97F4A7C15L; // 2^64 / golden ratio, odd
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
  static CounterRandom of(long seed, long id, long copy, Purpose purpose) {
    long base = mix(seed + GAMMA);
    base = mix(base + id + GAMMA);
    base = mix(base + copy + GAMMA);
    return new CounterRandom(mix(base + purpose.code + GAMMA));
  }

  long nextLong() {
    state += GAMMA;
    return mix(state);
  }

  /** Uniform in [0, 1), a multiple of 2^-53. */
  double nextDouble() {
    return (nextLong() >>> 11) * UNIT;
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /**
   * What numbers are for. Each has a stream of its own, so that turning noise on does not change
   * the angles. The codes are part of what seeds mean: they never change.
   */
  enum Purpose {
    ROTATION(1),
    NOISE(2),
    FLIP_HORIZONTAL(3),
    FLIP_VERTICAL(4);

    private final long code;

    Purpose(long code) {
      this.code = code;
    }
  }
}
