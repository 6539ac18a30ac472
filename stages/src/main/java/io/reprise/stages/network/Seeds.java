package io.reprise.stages.network;

/** Seeds for the parts of a training, such as one of its epochs. */
public final class Seeds {

  private Seeds() {}

  /** Bits that look unrelated for neighbouring arguments: SplitMix64's finaliser, twice. */
  public static long mix(long seed, long part) {
    return scramble(scramble(seed) + 0x9E3779B97F4A7C15L * (part + 1));
  }

  private static long scramble(long z) {
    long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return x ^ (x >>> 31);
  }
}
