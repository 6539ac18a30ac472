package io.reprise.stages.network;

import io.reprise.stages.random.SplitMix64;

/** Seeds for the parts of a training, such as one of its epochs. */
public final class Seeds {

  private Seeds() {}

  /** Bits that look unrelated for neighbouring arguments: SplitMix64's finaliser, twice. */
  public static long mix(long seed, long part) {
    return SplitMix64.mix(SplitMix64.mix(seed) + SplitMix64.GAMMA * (part + 1));
  }
}
