package io.reprise.stages.random;

/**
 * The parts of the generator SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom
 * number generators", OOPSLA 2014), with Stafford's variant 13 as its mix. Integer arithmetic
 * alone, so that every JVM gives the same numbers.
 */
public final class SplitMix64 {

  /** What the state grows by: 2^64 / golden ratio, odd. */
  public static final long GAMMA = 0x9E3779B97F4A7C15L;

  private SplitMix64() {}

  /** Bits that look unrelated for neighbouring values; a bijection. */
  public static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** What the generator puts out in a state. */
  public static long next(long state) {
    return mix(state + GAMMA);
  }
}
