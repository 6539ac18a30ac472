package io.reprise.pipelines.report;

import io.reprise.schemas.record.CurvePoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The curves of one class, as they are stored.
 *
 * @param rocArea null where no metric says it
 * @param averagePrecision null where no metric says it
 */
record ClassPoints(
    String name,
    @Nullable Double rocArea,
    @Nullable Double averagePrecision,
    List<CurvePoint> roc,
    List<CurvePoint> precisionRecall) {

  ClassPoints {
    roc = List.copyOf(roc);
    precisionRecall = List.copyOf(precisionRecall);
  }

  /** Those of all classes that have some, by label. */
  static List<ClassPoints> read(RunView run, StageOutput output, StageMetrics metrics)
      throws IOException {
    SortedMap<Integer, List<CurvePoint>> roc = new TreeMap<>();
    SortedMap<Integer, List<CurvePoint>> others = new TreeMap<>();
    run.forEach(
        output,
        CurvePoint.class,
        point -> {
          if (point.getKind().equals("roc")) {
            roc.computeIfAbsent(point.getLabel(), label -> new ArrayList<>()).add(point);
          } else if (point.getKind().equals("precision_recall")) {
            others.computeIfAbsent(point.getLabel(), label -> new ArrayList<>()).add(point);
          }
        });
    List<ClassPoints> classes = new ArrayList<>();
    roc.forEach(
        (label, points) -> {
          String name = Objects.requireNonNullElse(points.get(0).getLabelName(), label.toString());
          classes.add(
              new ClassPoints(
                  name,
                  metrics.value("rocArea", name),
                  metrics.value("averagePrecision", name),
                  points,
                  others.getOrDefault(label, List.of())));
        });
    return classes;
  }

  static List<CurvePoint> reliability(RunView run, StageOutput output) throws IOException {
    List<CurvePoint> bins = new ArrayList<>();
    run.forEach(
        output,
        CurvePoint.class,
        point -> {
          if (point.getKind().equals("reliability")) {
            bins.add(point);
          }
        });
    return bins;
  }

  /** Those with the smallest areas, in their order. */
  static List<ClassPoints> worst(List<ClassPoints> classes, int most) {
    if (classes.size() <= most) {
      return classes;
    }
    List<ClassPoints> worst =
        classes.stream()
            .sorted(
                Comparator.comparing(
                    ClassPoints::rocArea, Comparator.nullsLast(Comparator.naturalOrder())))
            .limit(most)
            .toList();
    return classes.stream().filter(worst::contains).toList();
  }

  /** Some points at equal steps along the curve, with both ends. */
  static List<CurvePoint> thinned(List<CurvePoint> points, int most) {
    return EqualSteps.along(
            points.stream().mapToDouble(CurvePoint::getX).toArray(),
            points.stream().mapToDouble(CurvePoint::getY).toArray(),
            most)
        .mapToObj(points::get)
        .toList();
  }
}
