package io.reprise.stages.curves;

import io.reprise.schemas.record.CurvePoint;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Both curves of one class against the rest: what is stored of them, and the areas of all their
 * points.
 *
 * @param label the class, from 0
 * @param name of the class
 * @param rocArea below the ROC curve, from 0 to 1
 * @param averagePrecision from 0 to 1
 */
record ClassCurves(
    int label,
    String name,
    double rocArea,
    double averagePrecision,
    List<CurvePoint> roc,
    List<CurvePoint> precisionRecall) {

  ClassCurves {
    roc = List.copyOf(roc);
    precisionRecall = List.copyOf(precisionRecall);
  }

  /**
   * @param curve with examples of the class and others
   */
  static ClassCurves of(int label, String name, ThresholdCurve curve) {
    return new ClassCurves(
        label,
        name,
        curve.rocArea(),
        curve.averagePrecision(),
        points(
            new CurvePoint("roc", label, 0, name, null, 0.0, 0.0, 0L),
            curve,
            Thinning.roc(curve),
            curve::falsePositiveRate,
            curve::truePositiveRate),
        points(
            new CurvePoint("precision_recall", label, 0, name, null, 0.0, 0.0, 0L),
            curve,
            Thinning.precisionRecall(curve),
            curve::truePositiveRate,
            curve::precision));
  }

  private static List<CurvePoint> points(
      CurvePoint like,
      ThresholdCurve curve,
      int[] chosen,
      IntToDoubleFunction x,
      IntToDoubleFunction y) {
    return IntStream.range(0, chosen.length)
        .mapToObj(
            index ->
                CurvePoint.newBuilder(like)
                    .setIndex(index)
                    .setThreshold(chosen[index] == 0 ? null : curve.threshold(chosen[index]))
                    .setX(x.applyAsDouble(chosen[index]))
                    .setY(y.applyAsDouble(chosen[index]))
                    .setCount(curve.count(chosen[index]))
                    .build())
        .toList();
  }
}
