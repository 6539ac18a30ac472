package io.reprise.stages.curves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reprise.schemas.json.JsonMaps;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.ConfusionCell;
import io.reprise.schemas.record.CurvePoint;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.MetricClass;
import io.reprise.schemas.record.Prediction;
import io.reprise.schemas.rule.KnownTables;
import io.reprise.schemas.rule.TableCheck;
import io.reprise.stages.Fixture;
import io.reprise.stages.StageTrial;
import io.reprise.stages.TrialFiles;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Expected values are scikit-learn's: see {@code predictions/make.py} in the resources. */
class CurvesStageTest {

  private static final Offset<Double> EXACT = within(1e-9);

  @TempDir Path folder;

  @Test
  void areasCalibrationAndCurvesAreThoseOfScikitLearn() throws IOException {
    for (Map<String, @Nullable Object> each : Fixture.cases("predictions")) {
      Path artifact = run(rows(each));
      List<Metric> metrics = read(artifact, "metrics", Metric.class);
      List<CurvePoint> points = read(artifact, "curves", CurvePoint.class);
      assertMetric(metrics, each, "expectedCalibrationError");
      assertMetric(metrics, each, "brierScore");
      Map<String, @Nullable Object> bins = JsonMaps.map(each, "reliability");
      List<CurvePoint> reliability = of(points, "reliability", -1);
      assertThat(reliability.stream().mapToInt(CurvePoint::getIndex).toArray())
          .containsExactly(Fixture.integers(bins.get("bins")));
      assertThat(reliability.stream().mapToDouble(CurvePoint::getCount).toArray())
          .containsExactly(Fixture.vector(bins.get("counts")));
      assertThat(xs(reliability)).containsExactly(Fixture.vector(bins.get("x")), EXACT);
      assertThat(ys(reliability)).containsExactly(Fixture.vector(bins.get("y")), EXACT);
      List<?> curves = (List<?>) JsonMaps.get(each, "curves");
      for (int label = 0; label < curves.size(); label++) {
        if (curves.get(label) instanceof Map<?, ?> curve) {
          assertMetric(metrics, curve, "rocArea", label);
          assertMetric(metrics, curve, "averagePrecision", label);
          assertDrawn(of(points, "roc", label), curve, "fpr", "tpr");
          assertDrawn(of(points, "precision_recall", label), curve, "recall", "precision");
        } else {
          assertThat(of(points, "roc", label)).isEmpty();
        }
      }
    }
  }

  @Test
  void classWithoutExamplesHasNoAreaAndIsSaid() throws IOException {
    Path artifact = run(List.of(row(0, 0, .5f, .25f, .25f), row(1, 1, .5f, .25f, .25f)));
    assertThat(artifact.resolve("warnings/curves.txt"))
        .hasContent(
            "class 2 (no name) has no examples, so no curves: mean areas are over the other 2\n");
    assertThat(read(artifact, "metrics", Metric.class))
        .contains(
            new Metric("curves", "test", "macroRocArea", null, 0.5),
            new Metric("curves", "test", "rocArea", "0", 0.5))
        .noneMatch(metric -> "2".equals(MetricClass.of(metric)))
        .allMatch(metric -> Double.isFinite(metric.getValue()));
  }

  @Test
  void oneClassAloneOrNoPredictionsHaveNoAreas() throws IOException {
    Path one = run(List.of(row(0, 0, 1f)));
    assertThat(one.resolve("warnings/curves.txt")).content().contains("are of one class");
    assertThat(read(one, "metrics", Metric.class))
        .extracting(Metric::getName)
        .containsExactly("rows", "expectedCalibrationError", "brierScore");
    Path none = run(List.of());
    assertThat(none.resolve("warnings/curves.txt")).content().contains("no predictions");
    assertThat(read(none, "metrics", Metric.class)).hasSize(1);
    assertThat(read(none, "curves", CurvePoint.class)).isEmpty();
  }

  @Test
  void namesAreThoseOfTheConfusionMatrix() throws IOException {
    Path confusion = folder.resolve("confusion");
    List<ConfusionCell> cells = new ArrayList<>();
    for (int cell = 0; cell < 4; cell++) {
      String[] names = {"__proto__", "<b>"};
      long count = cell / 2 == cell % 2 ? 1 : 0;
      cells.add(new ConfusionCell(cell / 2, names[cell / 2], cell % 2, names[cell % 2], count));
    }
    TrialFiles.table(confusion, ConfusionCell.class, cells);
    Path artifact =
        trial(List.of(row(0, 0, .9f, .1f), row(1, 1, .4f, .6f))).in("confusion", confusion).run();
    assertThat(read(artifact, "metrics", Metric.class))
        .contains(new Metric("curves", "test", "rocArea", "<b>", 1.0));
    assertThat(read(artifact, "curves", CurvePoint.class))
        .extracting(CurvePoint::getLabelName)
        .contains("__proto__", "<b>");
  }

  @Test
  void confusionMatrixOfOtherPredictionsIsRefused() throws IOException {
    Path other = folder.resolve("other");
    List<ConfusionCell> cells =
        List.of(
            new ConfusionCell(0, "Boot", 0, "Boot", 0L),
            new ConfusionCell(0, "Boot", 1, "Hat", 1L),
            new ConfusionCell(1, "Hat", 0, "Boot", 0L),
            new ConfusionCell(1, "Hat", 1, "Hat", 1L));
    TrialFiles.table(other, ConfusionCell.class, cells);
    List<Prediction> rows = List.of(row(0, 0, .9f, .1f), row(1, 1, .4f, .6f));
    assertThatThrownBy(() -> trial(rows).in("confusion", other).run())
        .isInstanceOf(ReportedException.class)
        .hasMessage(
            "confusion: is not of these predictions, since it has 0 examples of class 0 (Boot)"
                + " predicted as 0 (Boot), they have 1; wire both inputs to one evaluate");
    Path fewer = folder.resolve("fewer");
    TrialFiles.table(
        fewer, ConfusionCell.class, List.of(new ConfusionCell(0, "Boot", 0, "Boot", 1L)));
    assertThatThrownBy(() -> trial(rows).in("confusion", fewer).run())
        .hasMessageContaining("since it has 1 examples, they have 2; wire");
  }

  /** Of 60,000 examples that all have other probabilities. */
  @Test
  void manyPointsAreThinnedButTheAreaIsOfAll() throws IOException {
    Random random = new Random(27);
    List<Prediction> rows = new ArrayList<>();
    double above = 0;
    for (int i = 0; i < 60_000; i++) {
      int label = random.nextInt(2);
      float first = (float) Math.min(1, Math.max(0, 0.5 + 0.1 * (random.nextGaussian() - label)));
      rows.add(row(i, label, first, 1 - first));
    }
    Path artifact = run(rows);
    List<CurvePoint> points = read(artifact, "curves", CurvePoint.class);
    TableCheck<CurvePoint> check = check();
    assertThat(points).allSatisfy(point -> assertThat(check.next(point)).isEmpty());
    for (String kind : List.of("roc", "precision_recall")) {
      List<CurvePoint> curve = of(points, kind, 0);
      assertThat(curve).hasSizeBetween(500, Thinning.MOST);
      assertThat(curve.get(0).getCount()).isZero();
      assertThat(curve.get(curve.size() - 1).getCount()).isEqualTo(60_000);
    }
    List<CurvePoint> roc = of(points, "roc", 0);
    for (int i = 1; i < roc.size(); i++) {
      above +=
          (roc.get(i).getX() - roc.get(i - 1).getX())
              * (roc.get(i).getY() + roc.get(i - 1).getY())
              / 2;
    }
    double area =
        read(artifact, "metrics", Metric.class).stream()
            .filter(metric -> metric.getName().equals("rocArea"))
            .findFirst()
            .orElseThrow()
            .getValue();
    assertThat(above).isNotEqualTo(area).isCloseTo(area, within(1e-3));
    assertThat(area).isBetween(0.74, 0.78); // normal distributions one deviation apart: 0.760
  }

  @Test
  void rowsThatDoNotFitAreNamed() {
    assertThatThrownBy(() -> run(List.of(row(3, 0, .5f, .5f), row(4, 0, 1f))))
        .isInstanceOf(ReportedException.class)
        .hasMessageContaining("id 4 has 1 probabilities, where the first has 2");
    assertThatThrownBy(() -> run(List.of(row(3, 2, .5f, .5f))))
        .isInstanceOf(ReportedException.class)
        .hasMessageContaining("id 3 has label 2");
    assertThatThrownBy(() -> run(List.of(row(3, 0, .5f, Float.NaN))))
        .isInstanceOf(ReportedException.class)
        .hasMessageContaining("the probability NaN");
  }

  @Test
  void minusZeroIsZero() {
    Scores scores = new Scores(3);
    scores.add(-0.0f, true);
    scores.add(0, false);
    scores.add(Float.MIN_VALUE, true);
    assertThat(scores.curve().rocArea()).isEqualTo(0.75);
  }

  /** The points drawn are some of those expected, and those left out are on their lines. */
  private static void assertDrawn(List<CurvePoint> points, Map<?, ?> expected, String x, String y) {
    double[] xs = Fixture.vector(expected.get(x));
    double[] ys = Fixture.vector(expected.get(y));
    int next = 0;
    for (int i = 0; i < xs.length; i++) {
      CurvePoint point = points.get(next);
      if (Math.abs(point.getX() - xs[i]) < 1e-9 && Math.abs(point.getY() - ys[i]) < 1e-9) {
        next++;
      } else {
        CurvePoint before = points.get(next - 1);
        double across = (xs[i] - before.getX()) * (point.getY() - before.getY());
        double up = (ys[i] - before.getY()) * (point.getX() - before.getX());
        assertThat(across).isCloseTo(up, EXACT);
      }
    }
    assertThat(next).isEqualTo(points.size());
  }

  private static List<Prediction> rows(Map<String, @Nullable Object> each) {
    double[][] probabilities = Fixture.matrix(each.get("probabilities"));
    int[] labels = Fixture.integers(each.get("labels"));
    List<Prediction> rows = new ArrayList<>();
    for (int row = 0; row < labels.length; row++) {
      float[] floats = new float[probabilities[row].length];
      for (int label = 0; label < floats.length; label++) {
        floats[label] = (float) probabilities[row][label];
      }
      rows.add(row(row, labels[row], floats));
    }
    return rows;
  }

  private static Prediction row(long id, int label, float... probabilities) {
    List<Float> boxed = new ArrayList<>();
    int predicted = 0;
    for (int i = 0; i < probabilities.length; i++) {
      boxed.add(probabilities[i]);
      predicted = probabilities[i] > probabilities[predicted] ? i : predicted;
    }
    return new Prediction(id, "test", label, predicted, boxed);
  }

  private Path run(List<Prediction> rows) throws IOException {
    return trial(rows).run();
  }

  private StageTrial trial(List<Prediction> rows) throws IOException {
    Path predictions = Files.createTempDirectory(folder, "in");
    TrialFiles.table(predictions, Prediction.class, rows);
    return new StageTrial(new CurvesStage(), Files.createTempDirectory(folder, "out"))
        .in("predictions", predictions);
  }

  @SuppressWarnings("unchecked") // the content's record
  private static TableCheck<CurvePoint> check() {
    return (TableCheck<CurvePoint>) KnownTables.builtIn().of("curves").orElseThrow().check();
  }

  private static void assertMetric(
      List<Metric> metrics, Map<?, ?> expected, String name, Object... label) {
    String ofClass = label.length == 0 ? null : label[0].toString();
    assertThat(metrics)
        .filteredOn(each -> each.getName().equals(name))
        .filteredOn(each -> Objects.equals(MetricClass.of(each), ofClass))
        .singleElement()
        .satisfies(
            each -> assertThat(each.getValue()).isCloseTo(JsonMaps.real(expected, name), EXACT));
  }

  private static List<CurvePoint> of(List<CurvePoint> points, String kind, int label) {
    return points.stream()
        .filter(point -> point.getKind().equals(kind) && point.getLabel() == label)
        .toList();
  }

  private static double[] xs(List<CurvePoint> points) {
    return points.stream().mapToDouble(CurvePoint::getX).toArray();
  }

  private static double[] ys(List<CurvePoint> points) {
    return points.stream().mapToDouble(CurvePoint::getY).toArray();
  }

  private static <T extends SpecificRecord> List<T> read(
      Path artifact, String output, Class<T> type) throws IOException {
    return Tables.read(StageTrial.files(artifact.resolve(output)), type);
  }
}
