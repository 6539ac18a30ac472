package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.page.BrowserPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Curves, images, points and clusters in the report of a run, in a browser. */
class ReportImagesTest {

  private static final String HOSTILE = "<script>window.hit=1</script>";

  private static final String STAGES =
      """
      ingest: { uses: ingest, with: { dataset: tiny, validation: 0.2 } }
      augment: { uses: augment, in: { examples: ingest.train }, with: { copies: 1, rotation: 20 } }
      train:
        uses: train
        in: { train: augment.examples, validation: ingest.validation }
        with:
          layers:
            - dense: { name: embedding, units: 16, activation: tanh }
            - output: { units: 10 }
          epochs: 1
      evaluate: { uses: evaluate, in: { model: train.model, examples: ingest.test } }
      curves:
        uses: curves
        in: { predictions: evaluate.predictions, confusion: evaluate.confusion }
      embed: { uses: embed, in: { model: train.model, examples: ingest.test } }
      kmeans: { uses: kmeans, in: { embeddings: embed.embeddings }, with: { k: 4 } }
      dbscan:
        { uses: dbscan, in: { embeddings: embed.embeddings }, with: { radius: 1, minPoints: 3 } }
      pca: { uses: pca, in: { embeddings: embed.embeddings } }
      others: { uses: embed, in: { model: train.model, examples: ingest.validation } }
      Other_pca: { uses: pca, in: { embeddings: others.embeddings } }
      """;

  /** Finds a chart of ECharts. */
  private static final String CHART =
      "const box = document.querySelector('#chart-' + arguments[0] + ' .chart-box');"
          + " const chart = echarts.getInstanceByDom(box); const hand = chart.getZr().handler;"
          + " const send = (kind, x, y) => hand.dispatch(kind, {zrX: x, zrY: y, event: {}});";

  @TempDir private static Path home;

  private static BrowserPage browser;
  private static Path report;

  @BeforeAll
  static void run() throws IOException {
    browser = BrowserPage.start();
    TinyProject project = new TinyProject(home.resolve("project"));
    Path dataset = home.resolve("project/data/tiny.yaml");
    Files.writeString(
        dataset,
        Files.readString(dataset).replace("[zero, one,", "['" + HOSTILE + "', __proto__,"));
    Cli.Result result = project.run(STAGES);
    assertThat(result.exitCode()).as(result.out()).isZero();
    Cli.Result made = Cli.runIn(home.resolve("project"), project.outputs(), "report");
    assertThat(made.exitCode()).as(made.out()).isZero();
    try (var runs = Files.newDirectoryStream(project.outputs().resolve("runs"), "2*")) {
      report = runs.iterator().next().resolve("report.html");
    }
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void everySectionShowsWhatItIsOf() {
    browser.open(report, 1280);

    assertThat(drawn())
        .contains(
            "roc-curves",
            "precision-recall-curves",
            "reliability-curves",
            "scatter-pca",
            "scatter--4fther-5fpca",
            "clusters-kmeans",
            "clusters-dbscan",
            "neighbours-dbscan");
    assertThat(text("#curves")).contains(HOSTILE, "__proto__", "Brier score");
    assertThat(text("#mistakes")).contains("predictions are wrong", "is ", "id ");
    assertThat(text("#examples .gallery")).contains(HOSTILE, "ingest.train", "augment.examples");
    assertThat(count("#examples .tile-image")).isEqualTo(100);
    assertThat(count("#mistakes .sprite")).isGreaterThan(0);
    browser.waitFor(
        "return [...document.querySelectorAll('#pictures img')].every(i => i.naturalWidth > 0)");
    assertThat(count("#pictures img")).isEqualTo(2);
    assertThat(browser.run("return window.hit === undefined")).isEqualTo(true);
    browser.assertQuiet();
  }

  @Test
  void tablesOfOtherExamplesAreNotJoined() {
    browser.open(report, 1280);

    assertThat(text("#chart-scatter-pca .switch"))
        .isEqualTo("labelpredicted by evaluateright or wrong by evaluatekmeansdbscan");
    assertThat(count("#chart-scatter--4fther-5fpca .switch")).isZero();
  }

  @Test
  void hoveringShowsTheImageOfTheExample() {
    browser.open(report, 1280);

    browser.waitFor(
        CHART
            + " const p = chart.convertToPixel({seriesIndex: 9}, chart.getOption().series[9]"
            + ".data[0]); send('mousemove', p[0], p[1]);"
            + " const shown = document.querySelector('.tip canvas.tile-image');"
            + " return shown !== null && shown.getContext('2d').getImageData(0, 0, 8, 8).data"
            + ".some((v, i) => i % 4 < 3 && v > 0)",
        "scatter-pca");
    assertThat(text(".tip")).contains("id ", "label", "nine", "kmeans");
  }

  @Test
  void clickInTheLegendLeavesOutAGroup() {
    browser.open(report, 1280);

    Object groups =
        browser.run(
            CHART
                + " const word = chart.getZr().storage.getDisplayList(true).find(e => e.style &&"
                + " e.style.text === 'nine'); const at = word.getBoundingRect().clone();"
                + " at.applyTransform(word.getComputedTransform());"
                + " const x = at.x + at.width / 2, y = at.y + at.height / 2;"
                + " const groups = () => { const shown = []; chart.getModel().eachSeries(each =>"
                + " shown.push(each.name)); return shown.join(' ') }; const before = groups();"
                + " ['mousemove', 'mousedown', 'mouseup', 'click'].forEach(k => send(k, x, y));"
                + " return [before, groups()]",
            "scatter-pca");
    assertThat(groups)
        .isEqualTo(List.of("g0 g1 g2 g3 g4 g5 g6 g7 g8 g9", "g0 g1 g2 g3 g4 g5 g6 g7 g8"));
  }

  @Test
  void switchColoursByAnotherGrouping() {
    browser.open(report, 1280);

    browser.run("document.querySelectorAll('#chart-scatter-pca .switch button')[3].click()");
    assertThat(browser.run(CHART + " return chart.getOption().series.length", "scatter-pca"))
        .isEqualTo(4L);
  }

  @Test
  void aPhoneShowsItWithoutSidewaysScrollingAndPaperHasEveryChart() {
    browser.open(report, 390);

    browser.assertNoSidewaysScrolling();
    assertThat(browser.print()).hasSizeGreaterThan(50_000);
    browser.assertQuiet();
  }

  /** Charts with marks. */
  private static List<String> drawn() {
    Object names =
        browser.run(
            "return [...document.querySelectorAll('figure.chart')].filter(f => {"
                + " const c = f.querySelector('canvas');"
                + " return c ? c.getContext('2d').getImageData(0, 0, c.width, c.height).data"
                + ".some(v => v > 0) : f.querySelectorAll('svg path').length > 3;"
                + " }).map(f => f.id.slice(6))");
    return ((List<?>) names).stream().map(String::valueOf).toList();
  }

  private static String text(String selector) {
    return String.valueOf(
        browser.run("return document.querySelector(arguments[0]).textContent", selector));
  }

  private static int count(String selector) {
    Object count = browser.run("return document.querySelectorAll(arguments[0]).length", selector);
    return ((Number) count).intValue();
  }
}
