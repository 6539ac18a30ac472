package io.reprise.stages.project;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.embedding.ParallelRows;
import io.reprise.stages.embedding.SeededSample;
import io.reprise.stages.embedding.UnitSpread;
import io.reprise.stages.file.Progress;
import java.io.IOException;

/**
 * t-SNE by {@link BarnesHut} from the first two principal components, with the schedule that van
 * der Maaten's own program, scikit-learn and openTSNE share.
 */
final class BarnesHutTsne {

  /** Places begin this far apart, as a standard deviation: too near for affinities to matter. */
  private static final double START = 1e-4;

  /**
   * Of each place at the start, as a share of {@link #START}: what stands on one line or in one
   * place could never leave it.
   */
  private static final double JITTER = 0.01;

  private static final double EXAGGERATION = 12;
  private static final double EARLY_MOMENTUM = 0.5;
  private static final double MOMENTUM = 0.8;

  private final double angle;
  private final double learningRate;
  private final int iterations;

  /**
   * @param angle of {@link QuadTree}
   * @param learningRate of the gradient with its factor 4, as in scikit-learn
   */
  BarnesHutTsne(double angle, double learningRate, int iterations) {
    this.angle = angle;
    this.learningRate = learningRate;
    this.iterations = iterations;
  }

  /**
   * n / 12, where the gradient has no factor 4 (Belkina et al., "Automated optimized parameters for
   * T-distributed stochastic neighbor embedding", Nature Communications 10, 2019), and at least 50,
   * as in scikit-learn.
   */
  static double learningRate(int rows) {
    return Math.max(rows / EXAGGERATION / 4, 50);
  }

  /**
   * The first places: principal components, the first of which is brought to a standard deviation
   * of {@link #START}.
   *
   * @param ids of the rows, which with the seed give the jitter
   * @return x and y, one pair a row
   */
  static double[][] start(double[][] vectors, long[] ids, long seed) {
    double[] means = UnitSpread.of(vectors).means();
    double[][] places = PrincipalComponents.of(vectors, means).project(vectors);
    double squares = 0;
    for (double[] place : places) {
      squares += place[0] * place[0];
    }
    double scale = START / Math.sqrt(squares / places.length);
    for (int row = 0; row < places.length; row++) {
      for (int axis = 0; axis < 2; axis++) {
        double share = SeededSample.seed(SeededSample.seed(seed, axis), ids[row]) * 0x1p-62 - 1;
        places[row][axis] = scale * places[row][axis] + START * JITTER * share;
      }
    }
    return places;
  }

  /**
   * Goes down from the first places.
   *
   * @return x and y, one pair a row, around 0
   * @throws ReportedException when places are no numbers any more
   */
  double[][] descend(
      SparseRows affinities, double[][] start, ParallelRows threads, Progress progress)
      throws IOException, InterruptedException {
    BarnesHut forces = new BarnesHut(affinities, angle, threads);
    Descent x = new Descent(BarnesHut.axis(start, 0));
    Descent y = new Descent(BarnesHut.axis(start, 1));
    for (int step = 0; step < iterations; step++) {
      boolean early = step < TsneStage.EXAGGERATED_STEPS;
      double exaggeration = early ? EXAGGERATION : 1;
      double sum =
          forces.gradient(x.places(), y.places(), exaggeration, x.gradient(), y.gradient());
      if (!Double.isFinite(sum)) {
        throw TsneWork.diverged();
      }
      double momentum = early ? EARLY_MOMENTUM : MOMENTUM;
      x.step(learningRate, momentum);
      y.step(learningRate, momentum);
      progress.report(step + 1L, iterations, "");
    }
    x.centre();
    y.centre();
    double[][] places = new double[start.length][];
    for (int row = 0; row < places.length; row++) {
      places[row] = new double[] {x.places()[row], y.places()[row]};
    }
    return places;
  }
}
