package io.reprise.pipelines.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.plot.Bars;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sweeps that nobody ran: their points are made up. */
class SweepReportTest {

  private static final String RATE = "train.optimizer.adam.learningRate";

  private static SweepPointResult point(double rate, long seed, double validation, double test) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(RATE, rate);
    values.put("seed", seed);
    return new SweepPointResult(
        values,
        SweepPointResult.DONE,
        "run-" + rate + seed,
        List.of(),
        List.of(
            new Measured("train", "validation", "validationAccuracy", validation),
            new Measured("train", "validation", "validationLoss", 1 - validation),
            new Measured("train", "", "epochs", 4.0),
            new Measured("train", "", "trainableParameters", 1234.0),
            new Measured("evaluate", "test", "accuracy", test),
            new Measured("evaluate", "test", "macroF1", test - 0.01)),
        Map.of("optimizer", "adam", "loss", "crossEntropy", "activation", "relu"),
        Map.of("train", 2.0 * seed, "evaluate", 0.5),
        List.of("train"),
        List.of("evaluate"));
  }

  /** The first setting is best on validation, the second on test. */
  private static List<SweepPointResult> points() {
    return new ArrayList<>(
        List.of(
            point(0.01, 1, 0.90, 0.80),
            point(0.01, 2, 0.92, 0.81),
            point(0.001, 1, 0.88, 0.95),
            point(0.001, 2, 0.89, 0.96)));
  }

  private static SweepResult sweep(List<SweepPointResult> points) {
    return new SweepResult(
        "20260101-000000-abcd", "p", "pipelines/p.yaml", "ab", List.of(RATE, "seed"), points);
  }

  @Test
  void tableHasTheMeansAndDeviationsOverSeeds() throws IOException {
    SweepReport report = SweepReport.of(sweep(points()), List.of(), null);
    assertThat(TableForms.shown(report.table()).get(0))
        .containsExactly(
            "learningRate",
            "seeds",
            "failed",
            "validationAccuracy",
            "accuracy",
            "macroF1",
            "parameters",
            "epochs",
            "optimizer",
            "loss",
            "activation",
            "train_seconds",
            "test_seconds",
            "validationAccuracy_p",
            "accuracy_p",
            "macroF1_p");
    assertThat(TableForms.shown(report.table()).get(1).subList(0, 13))
        .containsExactly(
            "0.01",
            "2",
            "0",
            "0.9100 ± 0.0141",
            "0.8050 ± 0.0071",
            "0.7950 ± 0.0071",
            "1,234",
            "4",
            "adam",
            "crossEntropy",
            "relu",
            "3.0",
            "0.5");
    assertThat(TableForms.csv(report.table()).lines().skip(1).findFirst().orElseThrow())
        .startsWith("0.01,2,0,0.91,0.0141421356237309");
    assertThat(TableForms.latex(report.table()))
        .contains("\\begin{tabular}{rrrrrrrrlllrrrrr}")
        .contains("validationAccuracy\\_p")
        .contains("0.01 & 2 & 0 & 0.9100 $\\pm$ 0.0141 &");
  }

  @Test
  void bestGoesByValidationAndNotByTest() {
    SweepReport report = SweepReport.of(sweep(points()), List.of(), "train.validationAccuracy");
    assertThat(report.best())
        .contains("best by train.validationAccuracy, on validation: learningRate 0.01")
        .contains("  evaluate.accuracy 0.8050 ± 0.0071 (2 seeds) (not chosen by it)");
    assertThat(SweepReport.of(sweep(points()), List.of(), "train.validationLoss").best())
        .contains("best by train.validationLoss, on validation: learningRate 0.01");
  }

  @Test
  void metricOfTestIsNoChoice() {
    assertThatThrownBy(() -> SweepReport.of(sweep(points()), List.of(), "evaluate.accuracy"))
        .isInstanceOf(ReportedException.class)
        .hasMessage(
            "--best evaluate.accuracy: is of the split 'test'; a choice goes by validation, never"
                + " by test: train.validationAccuracy, train.validationLoss");
    assertThatThrownBy(() -> SweepReport.of(sweep(points()), List.of(), "evaluate.acuracy"))
        .hasMessageEndingWith("no point has it; did you mean 'evaluate.accuracy'?");
  }

  /** Two settings, of which the first has the smaller value. */
  private static SweepResult sweepOf(Measured first, Measured second) {
    List<SweepPointResult> points = new ArrayList<>();
    for (Measured metric : List.of(first, second)) {
      points.add(
          new SweepPointResult(
              Map.of(RATE, points.isEmpty() ? 0.01 : 0.001),
              SweepPointResult.DONE,
              "run",
              List.of(),
              List.of(new Measured("ingest", "validation", "labels", 3.0), metric),
              Map.of(),
              Map.of(),
              List.of(),
              List.of()));
    }
    return new SweepResult("id", "p", "p.yaml", "ab", List.of(RATE), points);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "brierScore",
        "expectedCalibrationError",
        "klDivergence",
        "logLoss",
        "inertia",
        "noise",
        "rmse",
        "mae",
        "val_mse",
        "perplexity"
      })
  void smallestIsBestOfWhatMeasuresADistance(String name) {
    SweepReport report =
        SweepReport.of(
            sweepOf(
                new Measured("m", "validation", name, 0.1),
                new Measured("m", "validation", name, 0.6)),
            List.of(),
            "m." + name);
    assertThat(report.best()).contains("best by m." + name + ", on validation: learningRate 0.01");
    assertThat(report.notes().get(0)).contains("the smallest mean m." + name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"clusters", "labels", "suggestedRadius", "sampledRows", "labelledRows"})
  void whatOnlyCountsIsNoChoice(String name) {
    SweepResult sweep =
        sweepOf(
            new Measured("m", "validation", name, 2.0), new Measured("m", "validation", name, 3.0));
    assertThat(SweepReport.of(sweep, List.of(), null).notes().get(0))
        .contains("the first setting, since nothing was measured on validation");
    assertThatThrownBy(() -> SweepReport.of(sweep, List.of(), "m." + name))
        .hasMessageStartingWith(
            "--best m." + name + ": counts, and neither more nor less of it is better; ");
  }

  /** Clusters of raw pixels, or what was trained before, come earlier. */
  @Test
  void referenceIsBestInTheAccuracyOfTheLastTraining() {
    List<SweepPointResult> points = new ArrayList<>();
    for (SweepPointResult point : points()) {
      List<Measured> metrics = new ArrayList<>();
      double validation = Objects.requireNonNull(point.metrics().get(0).value());
      metrics.add(new Measured("pixels", "validation", "accuracy", 1 - validation));
      metrics.add(new Measured("pretrain", "validation", "validationAccuracy", 1 - validation));
      metrics.addAll(point.metrics());
      points.add(
          new SweepPointResult(
              point.values(),
              point.status(),
              point.run(),
              point.problems(),
              metrics,
              point.facts(),
              point.seconds(),
              List.of("pretrain", "train"),
              point.test()));
    }
    assertThat(SweepReport.of(sweep(points), List.of(), null).notes().get(0))
        .isEqualTo(
            "reference: learningRate 0.01, the largest mean train.validationAccuracy (validation)");
  }

  /** Its mean would be one of the seeds that did well. */
  @Test
  void settingWithAFailedSeedIsNotBest() {
    List<SweepPointResult> points = points();
    points.add(point(0.1, 1, 0.99, 0.99));
    Map<String, Object> failed = Map.of(RATE, 0.1, "seed", 2L);
    points.add(
        new SweepPointResult(
            failed,
            SweepPointResult.FAILED,
            null,
            List.of("train: diverged"),
            List.of(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of()));
    SweepReport report = SweepReport.of(sweep(points), List.of(), "train.validationAccuracy");
    assertThat(report.best().get(0)).endsWith("learningRate 0.01");
    assertThat(report.best()).anyMatch(line -> line.contains("1 settings were left out"));
    assertThat(TableForms.shown(report.table()).get(3)).startsWith("0.1", "1", "1", "0.9900");
  }

  @Test
  void notesSayWhatIsNoiseAndThatSeedsAreFew() {
    SweepReport report = SweepReport.of(sweep(points()), List.of(), null);
    assertThat(report.notes())
        .contains(
            "reference: learningRate 0.01, the largest mean train.validationAccuracy (validation)")
        .anyMatch(
            line ->
                line.startsWith("train.validationAccuracy: within seed noise of the reference")
                    && line.contains("learningRate 0.001 (p = "))
        .anyMatch(line -> line.startsWith("evaluate.accuracy: the other setting differs by more"))
        .contains("with 2 seeds a setting, only large differences can be told from noise");
    List<SweepPointResult> single = List.of(points().get(0), points().get(2));
    assertThat(SweepReport.of(sweep(single), List.of(), null).notes())
        .contains(
            "one run of each setting: nothing can be said of noise between seeds; add seed=1..5");
  }

  /** Of a stage whose key has the seed, which does not use it. */
  /** Rates that training does not know of, say: their evaluations are the same ones. */
  @Test
  void settingsThatShareTheirMeasurementsAreOneComparison() throws IOException {
    double[] rates = {0.01, 0.02, 0.1, 0.2, 0.3};
    List<SweepPointResult> points = new ArrayList<>();
    List<SweepPointResult> two = new ArrayList<>();
    for (int i = 0; i < rates.length; i++) {
      boolean better = i < 2;
      for (int seed = 1; seed <= 3; seed++) {
        double accuracy = (better ? 0.898 : 0.896) + 0.003 * seed;
        SweepPointResult point = measured(rates[i], seed, accuracy, better + " " + seed);
        points.add(point);
        if (i % 2 == 0 && i < 4) {
          two.add(point);
        }
      }
    }
    List<String> metric = List.of("train.validationAccuracy");
    List<String> all = SweepReport.of(sweep(points), metric, null).notes();
    String alone = noise(SweepReport.of(sweep(two), metric, null).notes());
    assertThat(alone).contains("(p = ");
    String p = alone.replaceFirst(".*(\\(p = [^)]*\\)).*", "$1");
    assertThat(noise(all)).contains("0.1 " + p, "0.2 " + p, "0.3 " + p).doesNotContain("0.02 (p");
  }

  private static String noise(List<String> notes) {
    return notes.stream().filter(line -> line.contains("seed noise")).findFirst().orElse("");
  }

  private static SweepPointResult measured(double rate, long seed, double value, String source) {
    return new SweepPointResult(
        Map.of(RATE, rate, "seed", seed),
        SweepPointResult.DONE,
        "run-" + rate + seed,
        List.of(),
        List.of(new Measured("train", "validation", "validationAccuracy", value, source)),
        Map.of(),
        Map.of(),
        List.of("train"),
        List.of());
  }

  @Test
  void settingsThatAreAsGoodAsTheBestAreNamed() throws IOException {
    List<SweepPointResult> points =
        List.of(point(0.01, 1, 0.90, 0.80), point(0.001, 1, 0.90, 0.80), point(0.1, 1, 0.90, 0.7));
    SweepReport report = SweepReport.of(sweep(points), List.of("evaluate.accuracy"), null);
    assertThat(report.notes()).filteredOn(line -> line.startsWith("as good in it")).hasSize(1);
  }

  @Test
  void seedThatChangesNothingIsSaidInPlaceOfANoiseOfZero() throws IOException {
    List<SweepPointResult> points =
        List.of(
            point(0.01, 1, 0.90, 0.80),
            point(0.01, 2, 0.90, 0.80),
            point(0.001, 1, 0.88, 0.95),
            point(0.001, 2, 0.88, 0.95));
    SweepReport report = SweepReport.of(sweep(points), List.of("evaluate.accuracy"), null);
    assertThat(report.notes())
        .contains(
            "evaluate.accuracy: the same in all seeds of each setting, so that nothing can be"
                + " said of noise")
        .noneMatch(line -> line.contains("by more than seeds do"));
    assertThat(TableForms.csv(report.table())).doesNotContain(",0.0\n");
  }

  /** The seed is one of clustering, say: all its points have one training. */
  @Test
  void whatASeedDoesNotReachIsMeasuredOnce() throws IOException {
    List<SweepPointResult> points = new ArrayList<>();
    for (SweepPointResult point : points()) {
      double rate = (Double) Objects.requireNonNull(point.values().get(RATE));
      List<Measured> metrics = new ArrayList<>(point.metrics().subList(1, 6));
      metrics.add(new Measured("train", "validation", "validationAccuracy", rate, "key" + rate));
      points.add(
          new SweepPointResult(
              point.values(),
              point.status(),
              point.run(),
              point.problems(),
              metrics,
              point.facts(),
              point.seconds(),
              point.train(),
              point.test()));
    }
    SweepReport report = SweepReport.of(sweep(points), List.of("train.validationAccuracy"), null);
    assertThat(TableForms.csv(report.table()).lines().skip(1).findFirst().orElseThrow())
        .startsWith("0.01,2,0,0.01,,,,");
    assertThat(report.notes())
        .contains(
            "train.validationAccuracy: 1 cannot be compared, measured less than twice or the same"
                + " in all seeds")
        .noneMatch(line -> line.contains("by more than seeds do"));
    assertThat(SweepResult.fromMap(Json.readObject(Json.write(sweep(points).toMap()))))
        .isEqualTo(sweep(points));
  }

  /** Networks that are written out, not named. */
  @Test
  void valuesThatBeginAlikeAreNotTakenForTheSame() {
    String alike = "[conv: {filters: 32, kernel: 3, activation: relu}, dense: {units: ";
    List<SweepPointResult> points = new ArrayList<>();
    for (SweepPointResult point : points()) {
      double rate = (Double) Objects.requireNonNull(point.values().get(RATE));
      points.add(
          new SweepPointResult(
              Map.of("train.layers", alike + rate, "seed", point.values().get("seed")),
              point.status(),
              point.run(),
              point.problems(),
              point.metrics(),
              point.facts(),
              point.seconds(),
              point.train(),
              point.test()));
    }
    SweepReport report =
        SweepReport.of(
            new SweepResult("id", "p", "p.yaml", "ab", List.of("train.layers", "seed"), points),
            List.of(),
            null);
    assertThat(
            new SweepCharts(report)
                .axes().stream()
                    .flatMap(block -> ((Block.Row) block).blocks().stream())
                    .map(block -> ((Bars) ((Block.Chart) block).plot()).categories().size()))
        .containsOnly(2);
    assertThat(report.notes().get(1)).contains("layers (2) [conv: ");
  }

  @Test
  void settingThatCannotBeComparedIsNotSaidToDiffer() {
    List<SweepPointResult> points = points();
    points.add(point(0.1, 1, 0.5, 0.5));
    assertThat(SweepReport.of(sweep(points), List.of("evaluate.accuracy"), null).notes())
        .contains(
            "evaluate.accuracy: the other setting differs by more than seeds do (Welch, Holm);"
                + " 1 cannot be compared, measured less than twice or the same in all seeds");
  }

  @Test
  void tablesWithoutTimingsHaveTheSameBytesWhateverClocksAndRunsSay() throws IOException {
    List<SweepPointResult> other = new ArrayList<>();
    for (SweepPointResult point : points()) {
      other.add(
          new SweepPointResult(
              point.values(),
              point.status(),
              "another run",
              point.problems(),
              point.metrics(),
              point.facts(),
              Map.of("train", 99.0, "evaluate", 9.0),
              point.train(),
              point.test()));
    }
    assertThat(bytes(sweep(other))).isEqualTo(bytes(sweep(points())));
  }

  private static byte[] bytes(SweepResult sweep) throws IOException {
    return ParquetTable.bytes(SweepReport.of(sweep, List.of(), null).table().withoutTimings());
  }

  @Test
  void namesOfColumnsAreShortAndNoTwoTheSame() {
    assertThat(
            new ShortNames(List.of("epochs"))
                .of(List.of("train.epochs", "a.b.x", "c.b.x", "train.layers.0.conv", "__proto__")))
        .containsExactly(
            Map.entry("train.epochs", "train_epochs"),
            Map.entry("a.b.x", "a_b_x"),
            Map.entry("c.b.x", "c_b_x"),
            Map.entry("train.layers.0.conv", "conv"),
            Map.entry("__proto__", "__proto__"));
  }

  @Test
  void jsonGivesTheSweepBack() throws IOException {
    SweepResult sweep = sweep(points());
    assertThat(SweepResult.fromMap(Json.readObject(Json.write(sweep.toMap())))).isEqualTo(sweep);
  }

  @Test
  void hostileLabelsAreEscaped() {
    SweepPointResult point =
        new SweepPointResult(
            Map.of("train.layers", "<script>|~%\\end{x}"),
            SweepPointResult.OPEN,
            null,
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of());
    SweepResult sweep =
        new SweepResult("id", "p", "p.yaml", "ab", List.of("train.layers"), List.of(point));
    Table table = SweepReport.of(sweep, List.of(), null).table();
    assertThat(TableForms.markdown(table)).contains("&lt;script&gt;\\|\\~%\\\\end{x}");
    assertThat(TableForms.latex(table))
        .contains(
            "\\textless{}script\\textgreater{}|\\textasciitilde{}\\%\\textbackslash{}end\\{x\\}");
  }
}
