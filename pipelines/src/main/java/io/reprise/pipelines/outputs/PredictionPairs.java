package io.reprise.pipelines.outputs;

import io.reprise.pipelines.outputs.PredictionsDiff.Flip;
import io.reprise.pipelines.outputs.PredictionsDiff.Flips;
import io.reprise.pipelines.tablediff.TableShard;
import io.reprise.schemas.record.Prediction;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts how predictions changed. */
final class PredictionPairs {

  private final int mostSamples;
  private final Map<List<Integer>, Pair> pairs = new TreeMap<>(PredictionPairs::order);
  private long examples;
  private long relabelled;
  private long rightBefore;
  private long rightAfter;
  private long rightToWrong;
  private long wrongToRight;
  private long wrongToWrong;

  private PredictionPairs(int mostSamples) {
    this.mostSamples = mostSamples;
  }

  static PredictionsDiff between(List<TableShard> before, List<TableShard> after, int samples)
      throws IOException {
    PredictionPairs counts = new PredictionPairs(samples);
    long alone =
        new PairedRows<>(Prediction.class, Prediction::getId).forEach(before, after, counts::add);
    return counts.result(alone);
  }

  private void add(Prediction before, Prediction after) {
    if (before.getLabel() != after.getLabel()) {
      relabelled++;
      return;
    }
    int label = after.getLabel();
    boolean was = before.getPredicted() == label;
    boolean is = after.getPredicted() == label;
    examples++;
    rightBefore += was ? 1 : 0;
    rightAfter += is ? 1 : 0;
    rightToWrong += was && !is ? 1 : 0;
    wrongToRight += !was && is ? 1 : 0;
    if (before.getPredicted() != after.getPredicted()) {
      wrongToWrong += !was && !is ? 1 : 0;
      pairs
          .computeIfAbsent(List.of(before.getPredicted(), after.getPredicted()), key -> new Pair())
          .add(
              new Flip(after.getId(), label, probability(before), probability(after)),
              was,
              is,
              mostSamples);
    }
  }

  private static double probability(Prediction row) {
    return row.getProbabilities().get(row.getPredicted());
  }

  private PredictionsDiff result(long alone) {
    List<Flips> flips = new ArrayList<>();
    pairs.forEach((classes, pair) -> flips.add(pair.result(classes.get(0), classes.get(1))));
    flips.sort(Comparator.comparingLong(Flips::count).reversed());
    return new PredictionsDiff(
        examples,
        alone + 2 * relabelled,
        rightBefore,
        rightAfter,
        rightToWrong,
        wrongToRight,
        wrongToWrong,
        flips,
        List.of());
  }

  private static int order(List<Integer> left, List<Integer> right) {
    int first = Integer.compare(left.get(0), right.get(0));
    return first != 0 ? first : Integer.compare(left.get(1), right.get(1));
  }

  /** Examples that went from one class to another. */
  private static final class Pair {

    private final List<Flip> samples = new ArrayList<>();
    private long count;
    private long rightToWrong;
    private long wrongToRight;

    private void add(Flip flip, boolean was, boolean is, int mostSamples) {
      count++;
      rightToWrong += was ? 1 : 0;
      wrongToRight += is ? 1 : 0;
      if (samples.size() < mostSamples) {
        samples.add(flip);
      }
    }

    private Flips result(int before, int after) {
      return new Flips(before, after, count, rightToWrong, wrongToRight, samples);
    }
  }
}
