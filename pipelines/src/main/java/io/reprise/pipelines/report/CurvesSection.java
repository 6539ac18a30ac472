package io.reprise.pipelines.report;

import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Table;
import io.reprise.pipelines.page.Table.Column;
import io.reprise.pipelines.page.Table.Kind;
import io.reprise.pipelines.plot.Axis;
import io.reprise.pipelines.plot.Lines;
import io.reprise.pipelines.report.StageMetrics.Shown;
import io.reprise.schemas.record.CurvePoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** ROC and precision-recall curves of each class against the rest, and calibration. */
final class CurvesSection implements SectionSource {

  /** Stages that have curves. */
  private static final int MOST_STAGES = 3;

  /** Classes whose curves are drawn. */
  private static final int MOST_CLASSES = 20;

  /** Points of a curve; the table has more. */
  private static final int MOST_POINTS = 150;

  private static final int HEIGHT = 380;

  @Override
  public String id() {
    return "curves";
  }

  @Override
  public String title() {
    return "Probabilities";
  }

  @Override
  public void fill(RunView run, SectionDraft section) throws IOException {
    List<StageOutput> outputs = run.outputs("curves");
    Bound.note(section, outputs.size(), MOST_STAGES, "stages with curves");
    for (StageOutput output : outputs.stream().limit(MOST_STAGES).toList()) {
      fill(run, output, section);
    }
  }

  private static void fill(RunView run, StageOutput output, SectionDraft section)
      throws IOException {
    StageMetrics metrics = StageMetrics.of(run, output.stage());
    List<ClassPoints> classes = ClassPoints.read(run, output, metrics);
    section.add(
        metrics.tiles(
            output.stage().name(),
            List.of(
                new Shown("macroRocArea", "mean ROC area"),
                new Shown("macroAveragePrecision", "mean average precision"),
                new Shown("expectedCalibrationError", "calibration error"),
                new Shown("brierScore", "Brier score"))));
    Bound.note(
        section,
        classes.size(),
        MOST_CLASSES,
        "classes of " + output.stage().name() + " are drawn, those with the smallest ROC areas");
    if (classes.isEmpty()) {
      section.note(output.path() + " has no class that could be told from others.");
    } else {
      section.add(curves(output, ClassPoints.worst(classes, MOST_CLASSES)));
    }
    List<CurvePoint> reliability = ClassPoints.reliability(run, output);
    if (!reliability.isEmpty()) {
      section.add(reliability(output, reliability, metrics));
    }
    if (!classes.isEmpty()) {
      section.add(new Block.Fold("Areas by class", List.of(areas(classes))));
    }
  }

  private static Block curves(StageOutput output, List<ClassPoints> drawn) {
    String caption = "Each class against the rest; from " + output.path() + ".";
    return new Block.Row(
        List.of(
            new Block.Chart(
                ChartName.of("roc", output.stage().name()),
                "ROC curves, with the area below each",
                caption + " Dashed: guessing.",
                HEIGHT,
                roc(drawn)),
            new Block.Chart(
                ChartName.of("precision-recall", output.stage().name()),
                "Precision and recall, with average precision",
                caption,
                HEIGHT,
                precisionRecall(drawn))));
  }

  private static Lines roc(List<ClassPoints> classes) {
    List<Lines.Line> lines = new ArrayList<>();
    for (ClassPoints each : classes) {
      lines.add(line(named(each, each.rocArea()), each.roc()));
    }
    lines.add(diagonal("guessing"));
    return new Lines(Axis.share("false positive rate"), Axis.share("true positive rate"), lines);
  }

  private static Lines precisionRecall(List<ClassPoints> classes) {
    return new Lines(
        Axis.share("recall"),
        Axis.share("precision"),
        classes.stream()
            .map(each -> line(named(each, each.averagePrecision()), each.precisionRecall()))
            .toList());
  }

  private static Lines.Line diagonal(String name) {
    List<Double> ends = List.of(0.0, 1.0);
    return new Lines.Line(name, Lines.Style.REFERENCE, ends, ends);
  }

  private static Block reliability(
      StageOutput output, List<CurvePoint> bins, StageMetrics metrics) {
    Double error = metrics.value("expectedCalibrationError", null);
    String named = error == null ? "calibration" : String.format(Locale.ROOT, "error %.4f", error);
    Lines plot =
        new Lines(
            Axis.share("probability of the predicted class"),
            Axis.share("accuracy"),
            List.of(line(named, bins), diagonal("ideal")));
    Table table =
        Table.of(
            List.of(
                Column.number("from"),
                Column.number("mean probability"),
                Column.number("accuracy"),
                Column.number("examples")),
            bins.stream()
                .map(
                    bin ->
                        Arrays.<@Nullable Object>asList(
                            bin.getThreshold(), bin.getX(), bin.getY(), bin.getCount()))
                .toList());
    return new Block.Row(
        List.of(
            new Block.Chart(
                ChartName.of("reliability", output.stage().name()),
                "Reliability, with the expected calibration error",
                "Accuracy in 15 bins of equal width; below the line the model is too sure.",
                HEIGHT,
                plot),
            table));
  }

  private static Table areas(List<ClassPoints> classes) {
    return new Table(
        "",
        List.of(
            Column.text("class"),
            new Column("ROC area", Kind.SHARE),
            new Column("average precision", Kind.SHARE)),
        classes.stream()
            .limit(1000)
            .map(
                each ->
                    Arrays.<@Nullable Object>asList(
                        each.name(), each.rocArea(), each.averagePrecision()))
            .toList(),
        classes.size() > 20);
  }

  private static String named(ClassPoints each, @Nullable Double area) {
    return area == null ? each.name() : String.format(Locale.ROOT, "%.4f %s", area, each.name());
  }

  private static Lines.Line line(String name, List<CurvePoint> points) {
    List<CurvePoint> some = ClassPoints.thinned(points, MOST_POINTS);
    return new Lines.Line(
        name,
        Lines.Style.SOLID,
        some.stream().map(point -> rounded(point.getX())).toList(),
        some.stream().map(point -> rounded(point.getY())).toList());
  }

  /** To what can be seen. */
  private static double rounded(double share) {
    return Math.rint(share * 10_000) / 10_000;
  }
}
