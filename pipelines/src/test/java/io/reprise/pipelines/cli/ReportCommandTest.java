package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.page.BrowserPage;
import io.reprise.schemas.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One run of a tiny pipeline whose classes have the names that do harm, and what is made of it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ReportCommandTest {

  private static final String HOSTILE = "<script>window.hit=1</script>";

  @TempDir private static Path home;
  private static Path outputs;
  private static Path run;

  @BeforeAll
  static void run() throws IOException {
    outputs = home.resolve("outputs");
    new TinyProject(home);
    Path dataset = home.resolve("data/tiny.yaml");
    Files.writeString(
        dataset, Files.readString(dataset).replace("zero, one", "\"" + HOSTILE + "\", __proto__"));
    Files.createDirectories(home.resolve("pipelines"));
    Files.writeString(home.resolve("pipelines/tiny.yaml"), PIPELINE);
    Cli.Result result = Cli.runIn(home, outputs, "run", "tiny", "--report");
    assertThat(result.exitCode()).as(result.out()).isZero();
    List<String> lines = result.out().lines().toList();
    assertThat(lines.get(lines.size() - 1)).endsWith("report.html");
    run = newest();
  }

  private static final String PIPELINE =
      """
      pipeline: tiny
      params: { seed: 3 }
      stages:
        ingest: { uses: ingest, with: { dataset: tiny, validation: 0.2, seed: "${seed}" } }
        train:
          uses: train
          in: { train: ingest.train, validation: ingest.validation }
          with:
            layers:
              - dense: { name: embedding, units: 12, activation: relu }
              - output: { units: 10 }
            epochs: 3
            batchSize: 20
        evaluate: { uses: evaluate, in: { model: train.model, examples: ingest.test } }
        say: { uses: command, with: { run: "echo \\"it's $what\\" >out/said/a.txt", parameters: { what: "a 'b' \\"c\\"" }, outputs: { said: files } } }
      """;

  private static Path newest() throws IOException {
    try (Stream<Path> runs = Files.list(outputs.resolve("runs"))) {
      return runs.sorted().reduce((first, second) -> second).orElseThrow();
    }
  }

  @Test
  @Order(1)
  void everyChartIsDrawnAndNothingOfTheDataIsExecuted(@TempDir Path temporary) {
    try (BrowserPage browser = BrowserPage.start()) {
      browser.open(run.resolve("report.html"), 1280);

      browser.assertChartsDrawn(6);
      assertThat(browser.run("return window.hit === undefined")).isEqualTo(true);
      assertThat(browser.run("return document.body.textContent.includes(arguments[0])", HOSTILE))
          .isEqualTo(true);
      assertThat(browser.run("return [...document.querySelectorAll('h2')].map(h => h.textContent)"))
          .isEqualTo(
              List.of(
                  "Warnings",
                  "Metrics",
                  "Parameters",
                  "Stages",
                  "Learning curves",
                  "Examples by class",
                  "Examples",
                  "Classification",
                  "Mistakes",
                  "Time",
                  "Reproduction"));
      browser.open(run.resolve("report.html"), 390);
      browser.assertNoSidewaysScrolling();
      browser.assertQuiet();
    }
  }

  @Test
  @Order(2)
  void eachChartIsAnSvgFile() throws Exception {
    try (Stream<Path> files = Files.list(run.resolve("report.charts"))) {
      List<Path> charts = files.sorted().toList();
      assertThat(charts)
          .extracting(file -> file.getFileName().toString())
          .containsExactly(
              "accuracy.svg",
              "classes.svg",
              "confusion.svg",
              "loss.svg",
              "pipeline.svg",
              "time.svg");
      DocumentBuilderFactory xml = DocumentBuilderFactory.newInstance();
      // The document type that Batik names is not to be fetched.
      xml.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      for (Path chart : charts) {
        var svg = xml.newDocumentBuilder().parse(chart.toFile());
        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        // XChart writes text as outlines.
        int marks =
            svg.getElementsByTagName("text").getLength()
                + svg.getElementsByTagName("path").getLength();
        assertThat(marks).isGreaterThan(5);
      }
    }
  }

  @Test
  @Order(3)
  void theCommandOnThePageRepeatsTheRun() throws Exception {
    Object code = find(page(), "code", "./reprise run ");
    String command = String.valueOf(code);
    Process shell =
        new ProcessBuilder("sh", "-c", command.replace("./reprise", "printf '%s\\n'")).start();
    String[] arguments =
        new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n");
    arguments[1] = home.resolve(arguments[1]).toString();

    Cli.Result again = Cli.runIn(home, outputs, arguments);

    assertThat(again.out()).as(Arrays.toString(arguments)).contains("nothing to do");
  }

  /** What the page holds, as its script reads it. */
  private static Map<String, @Nullable Object> page() throws IOException {
    String html = Files.readString(run.resolve("report.html"));
    String begin = "id=\"page\">";
    int start = html.indexOf(begin) + begin.length();
    return Json.readObject(html.substring(start, html.indexOf("</script>", start)));
  }

  /** The text of the first block of a kind that begins so, however deep. */
  private static @Nullable Object find(@Nullable Object value, String kind, String beginning) {
    if (value instanceof Map<?, ?> map) {
      if (kind.equals(map.get("kind")) && String.valueOf(map.get("text")).startsWith(beginning)) {
        return map.get("text");
      }
      return find(map.values(), kind, beginning);
    }
    if (value instanceof Iterable<?> all) {
      for (Object each : all) {
        Object found = find(each, kind, beginning);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  @Test
  @Order(4)
  void theSameReportInAnotherLocale() throws IOException {
    byte[] before = Files.readAllBytes(run.resolve("report.html"));
    byte[] loss = Files.readAllBytes(run.resolve("report.charts/loss.svg"));
    Locale locale =
        Locale.forLanguageTag(
            System.getProperty("user.language", "en")
                + "-"
                + System.getProperty("user.country", "US"));
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(Cli.runIn(home, outputs, "report").exitCode()).isZero();
    } finally {
      Locale.setDefault(locale);
    }
    assertThat(run.resolve("report.html")).hasBinaryContent(before);
    assertThat(run.resolve("report.charts/loss.svg")).hasBinaryContent(loss);
  }

  @Test
  @Order(5)
  void aSectionWhoseFilesAreGoneSaysSo() throws IOException {
    for (String folder : List.of("store/objects", "store/keys", "runs/" + run.getFileName())) {
      try (Stream<Path> files = Files.walk(outputs.resolve(folder))) {
        for (Path file :
            files
                .filter(each -> each.toString().contains("train") || folder.startsWith("store"))
                .filter(Files::isRegularFile)
                .toList()) {
          Files.delete(file);
        }
      }
    }
    Cli.Result result = Cli.runIn(home, outputs, "report", "--json");

    assertThat(result.exitCode()).as(result.out()).isZero();
    assertThat(Files.readString(run.resolve("report.html")))
        .contains("train: its files are no longer in the store");
    assertThat(run.resolve("report.charts/loss.svg")).doesNotExist();
    assertThat(run.resolve("report.charts/pipeline.svg")).exists();
  }
}
