package io.reprise.pipelines.report;

import io.reprise.schemas.record.Prediction;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The most confident wrong predictions, and the least confident right ones. */
final class ExtremePredictions {

  private static final Comparator<Scored> CERTAIN_FIRST =
      Comparator.comparing(Scored::probability).reversed().thenComparing(Scored::id);
  private static final Comparator<Scored> UNCERTAIN_FIRST =
      Comparator.comparing(Scored::probability).thenComparing(Scored::id);

  private final PriorityQueue<Scored> wrong = new PriorityQueue<>(CERTAIN_FIRST.reversed());
  private final PriorityQueue<Scored> right = new PriorityQueue<>(UNCERTAIN_FIRST.reversed());
  private final int mostWrong;
  private final int mostRight;
  private long rows;
  private long mistakes;

  private ExtremePredictions(int mostWrong, int mostRight) {
    this.mostWrong = mostWrong;
    this.mostRight = mostRight;
  }

  static ExtremePredictions read(RunView run, StageOutput output, int wrong, int right)
      throws IOException {
    ExtremePredictions found = new ExtremePredictions(wrong, right);
    run.forEach(output, Prediction.class, found::add);
    return found;
  }

  private void add(Prediction row) {
    rows++;
    List<Float> probabilities = row.getProbabilities();
    int predicted = row.getPredicted();
    boolean known = predicted >= 0 && predicted < probabilities.size();
    Scored scored =
        new Scored(
            row.getId(), row.getLabel(), predicted, known ? probabilities.get(predicted) : 0);
    if (row.getLabel() == predicted) {
      keep(scored, right, mostRight);
    } else {
      mistakes++;
      keep(scored, wrong, mostWrong);
    }
  }

  private static void keep(Scored row, PriorityQueue<Scored> kept, int most) {
    kept.add(row);
    if (kept.size() > most) {
      kept.poll();
    }
  }

  long rows() {
    return rows;
  }

  long mistakes() {
    return mistakes;
  }

  /** Most confident first. */
  List<Scored> wrong() {
    return wrong.stream().sorted(CERTAIN_FIRST).toList();
  }

  /** Least confident first. */
  List<Scored> right() {
    return right.stream().sorted(UNCERTAIN_FIRST).toList();
  }
}
