package io.reprise.stages.evaluate;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the measures need of the predictions of one shard, or of several. */
final class ShardTally implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String shard;
  private final long[][] confusion;
  private final TreeSet<String> splits = new TreeSet<>();
  private double logLoss;

  /**
   * @param shard what shards are ordered by
   */
  ShardTally(String shard, int classes) {
    this.shard = shard;
    this.confusion = new long[classes][classes];
  }

  void add(String split, int label, int predicted, double exampleLogLoss) {
    splits.add(split);
    confusion[label][predicted]++;
    logLoss += exampleLogLoss;
  }

  /** The sum, in the order of the shards: adding doubles in another one may round otherwise. */
  static ShardTally sum(List<ShardTally> tallies) {
    List<ShardTally> ordered =
        tallies.stream().sorted(Comparator.comparing(tally -> tally.shard)).toList();
    ShardTally sum = new ShardTally("", ordered.get(0).confusion.length);
    for (ShardTally tally : ordered) {
      sum.splits.addAll(tally.splits);
      sum.logLoss += tally.logLoss;
      for (int label = 0; label < sum.confusion.length; label++) {
        for (int predicted = 0; predicted < sum.confusion.length; predicted++) {
          sum.confusion[label][predicted] += tally.confusion[label][predicted];
        }
      }
    }
    return sum;
  }

  /** Of the examples seen. */
  SortedSet<String> splits() {
    return splits;
  }

  /** Sum over the examples, of natural logarithms. */
  double logLoss() {
    return logLoss;
  }

  /** Counts by label, then by predicted class. */
  long[][] confusion() {
    return Arrays.stream(confusion).map(long[]::clone).toArray(long[][]::new);
  }
}
