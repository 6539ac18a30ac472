package io.reprise.stages.train;

import io.reprise.stages.network.Seeds;
import java.util.Random;

/** The order of examples in an epoch: Fisher and Yates' shuffle, from the seed and the epoch. */
final class EpochOrder {

  private EpochOrder() {}

  static int[] shuffled(int size, long seed, int epoch) {
    int[] order = unshuffled(size);
    // Its numbers are fixed by its specification, those of newer generators are not.
    Random random = new Random(Seeds.mix(seed, epoch));
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  static int[] unshuffled(int size) {
    int[] order = new int[size];
    for (int i = 0; i < size; i++) {
      order[i] = i;
    }
    return order;
  }
}
