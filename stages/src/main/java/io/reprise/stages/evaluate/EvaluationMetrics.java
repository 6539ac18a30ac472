package io.reprise.stages.evaluate;

import io.reprise.schemas.record.Metric;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of metrics: those of all classes first, then class by class. */
final class EvaluationMetrics {

  private final Tally tally;
  private final ClassMeasures measures;
  private final List<String> classes;
  private final List<Metric> metrics = new ArrayList<>();

  EvaluationMetrics(Tally tally, ClassMeasures measures, List<String> classes) {
    this.tally = tally;
    this.measures = measures;
    this.classes = List.copyOf(classes);
  }

  List<Metric> all() {
    metrics.clear();
    add("rows", null, (double) measures.rows());
    add("accuracy", null, measures.accuracy());
    add("logLoss", null, measures.rows() == 0 ? 0 : tally.logLoss() / measures.rows());
    add("macroPrecision", null, measures.macro(measures::precision));
    add("macroRecall", null, measures.macro(measures::recall));
    add("macroF1", null, measures.macro(measures::f1));
    add("weightedPrecision", null, measures.weighted(measures::precision));
    add("weightedRecall", null, measures.weighted(measures::recall));
    add("weightedF1", null, measures.weighted(measures::f1));
    for (int label = 0; label < classes.size(); label++) {
      add("precision", classes.get(label), measures.precision(label));
      add("recall", classes.get(label), measures.recall(label));
      add("f1", classes.get(label), measures.f1(label));
      add("support", classes.get(label), (double) measures.support(label));
    }
    return List.copyOf(metrics);
  }

  private void add(String name, @Nullable String ofClass, double value) {
    String split = tally.splits().size() == 1 ? tally.splits().first() : null;
    metrics.add(new Metric("evaluate", split, name, ofClass, value));
  }
}
