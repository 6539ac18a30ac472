package io.reprise.pipelines.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.page.Block.Chart;
import io.reprise.pipelines.page.Block.Text;
import io.reprise.pipelines.page.Table.Column;
import io.reprise.pipelines.plot.Axis;
import io.reprise.pipelines.plot.Bars;
import io.reprise.pipelines.plot.Graph;
import io.reprise.pipelines.plot.Lines;
import io.reprise.pipelines.plot.Matrix;
import io.reprise.schemas.digest.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlFileTest {

  private static final String HOSTILE =
      "</script><script>window.hit=1</script><img src=x onerror=hit>";
  private static final List<String> NAMES =
      List.of(HOSTILE, "__proto__", "constructor", "{a|b} ${x}", "\u2028 & \"'", "");

  @TempDir private static Path folder;
  private static BrowserPage browser;

  @BeforeAll
  static void open() throws IOException {
    browser = BrowserPage.start();
    Files.write(folder.resolve("page.html"), HtmlFile.of(page()));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  private static Page page() {
    List<Double> values = List.of(3.0, 1.0, 2.0, Double.NaN, 1e-7, 5e6);
    List<List<Double>> cells = NAMES.stream().map(name -> values).toList();
    return new Page(
        HOSTILE,
        HOSTILE,
        NAMES,
        List.of(
            new Section(
                "all",
                HOSTILE,
                NAMES,
                List.of(
                    new Text(HOSTILE),
                    new Table(
                        HOSTILE,
                        List.of(Column.text(HOSTILE), Column.number("__proto__")),
                        List.of(
                            Arrays.asList(HOSTILE, 2),
                            Arrays.asList("__proto__", null),
                            Arrays.asList("b", 10)),
                        true),
                    chart(
                        "lines",
                        new Lines(
                            Axis.whole("x"),
                            Axis.share("y"),
                            NAMES.stream()
                                .map(n -> new Lines.Line(n, Lines.Style.SOLID, values, values))
                                .toList())),
                    chart(
                        "bars",
                        new Bars(
                            Axis.of("y"), NAMES, List.of(new Bars.Series(HOSTILE, values)), true)),
                    chart(
                        "matrix",
                        new Matrix(
                            HOSTILE,
                            NAMES,
                            "__proto__",
                            NAMES,
                            List.of(
                                new Matrix.Layer(HOSTILE, 0, cells),
                                new Matrix.Layer("b", 2, cells)))),
                    chart(
                        "graph",
                        new Graph(
                            NAMES.stream()
                                .map(n -> new Graph.Node(n, n, n, NAMES, List.of()))
                                .toList()))))));
  }

  private static Chart chart(String name, io.reprise.pipelines.plot.Plot plot) {
    return new Chart(name, HOSTILE, HOSTILE, 240, plot);
  }

  @Test
  void namesFromDataAreShownAndNeverExecuted() {
    browser.open(folder.resolve("page.html"), 1280);

    browser.assertChartsDrawn(4);
    assertThat(browser.run("return window.hit === undefined && !document.querySelector('img')"))
        .isEqualTo(true);
    assertThat(browser.run("return document.querySelector('h1').textContent")).isEqualTo(HOSTILE);
    assertThat(browser.run("return ({}).polluted === undefined")).isEqualTo(true);
    // Tooltips and redrawing bring no markup either.
    browser.run(
        "document.querySelectorAll('.chart-box').forEach(b => b.dispatchEvent(new MouseEvent("
            + "'mousemove', {bubbles: true, clientX: 300, clientY: 200})))");
    browser.prefer("dark");
    browser.prefer("light");
    assertThat(browser.run("return document.querySelectorAll('main script, main img').length"))
        .isEqualTo(0L);
    browser.assertQuiet();
  }

  @Test
  void aPhoneShowsItWithoutSidewaysScrolling() {
    browser.open(folder.resolve("page.html"), 390);

    browser.assertNoSidewaysScrolling();
    browser.assertChartsDrawn(4);
    browser.assertQuiet();
  }

  @Test
  void tablesSortByNumberAndFilterByText() {
    browser.open(folder.resolve("page.html"), 1280);

    browser.run("document.querySelectorAll('.sort')[1].click()");
    assertThat(column(1)).isEqualTo(List.of("10", "2", "\u2013"));
    browser.run("document.querySelectorAll('.sort')[1].click()");
    assertThat(column(1)).isEqualTo(List.of("2", "10", "\u2013"));
    browser.run(
        "const f = document.querySelector('.filter'); f.value = 'PROTO';"
            + " f.dispatchEvent(new Event('input'))");
    assertThat(column(0)).isEqualTo(List.of("__proto__"));
  }

  /** Times are UTC wherever the reader is; parameters are not rounded. */
  @Test
  void numbersAreShownAsTheyAre() throws IOException {
    List<Double> hours = List.of(0.0, 6 * 3_600_000.0);
    Page page =
        new Page(
            "k",
            "t",
            List.of(),
            List.of(
                new Section(
                    "all",
                    "",
                    List.of(),
                    List.of(
                        Table.of(
                            List.of(Column.text("rate"), Column.number("rows")),
                            List.of(
                                Arrays.asList(1.4e-4, 10_000),
                                Arrays.asList(10_000, 1),
                                Arrays.asList(Long.MIN_VALUE, 0.00015),
                                Arrays.asList((1L << 53) + 1, -0.0314159))),
                        lines("millions", Axis.whole("x"), List.of(0.0, 30e6)),
                        lines("near-one", Axis.whole("x"), List.of(0.99990, 0.99996)),
                        lines("times", new Axis("", Axis.Scale.TIME, null, null), hours)))));
    Files.write(folder.resolve("numbers.html"), HtmlFile.of(page));
    browser.timeZone("Asia/Kolkata"); // five and a half hours ahead
    browser.open(folder.resolve("numbers.html"), 1280);

    assertThat(column(0))
        .isEqualTo(List.of("0.00014", "10000", "-9223372036854775808", "9007199254740993"));
    assertThat(column(1)).isEqualTo(List.of("10,000", "1", "0.000150", "-0.0314"));
    assertThat(words("millions")).contains("10 M", "20 M", "30 M");
    assertThat(words("near-one")).contains("0.99992", "0.99994");
    assertThat(words("times")).contains("03:00").doesNotContain("09:00");
    browser.timeZone("");
  }

  /** Where the numbers beside it are short, too. */
  @Test
  void nameOfAVerticalAxisIsNotCut() throws IOException {
    Lines.Line line = new Lines.Line("l", Lines.Style.SOLID, List.of(0.0, 1.0), List.of(0.0, 5.0));
    Chart chart = chart("short", new Lines(Axis.of("rank"), Axis.of("distance"), List.of(line)));
    Section section = new Section("all", "", List.of(), List.of(chart));
    Files.write(
        folder.resolve("name.html"), HtmlFile.of(new Page("k", "t", List.of(), List.of(section))));
    for (int width : new int[] {1280, 390}) {
      browser.open(folder.resolve("name.html"), width);
      assertThat(textsOutside("short")).as("texts outside at %s px", width).isEqualTo(0L);
    }
  }

  private static Object textsOutside(String chart) {
    return browser.run(
        "const box = document.querySelector('#chart-' + arguments[0] + ' .chart-box');"
            + "const b = box.getBoundingClientRect();"
            + "return [...box.querySelectorAll('text')].filter(t => {"
            + "  const r = t.getBoundingClientRect();"
            + "  return r.left < b.left - 2 || r.right > b.right + 2"
            + "    || r.top < b.top - 2 || r.bottom > b.bottom + 2;"
            + "}).length",
        chart);
  }

  private static Chart lines(String name, Axis x, List<Double> values) {
    List<Double> at = x.scale() == Axis.Scale.TIME ? values : List.of(0.0, 1.0);
    Lines.Line line = new Lines.Line("l", Lines.Style.SOLID, at, values);
    return chart(name, new Lines(x, Axis.of(""), List.of(line)));
  }

  @SuppressWarnings("unchecked") // texts
  private static List<String> words(String chart) {
    return (List<String>)
        browser.run(
            "return [...document.querySelectorAll('#chart-' + arguments[0] + ' svg text')].map(t =>"
                + " t.textContent)",
            chart);
  }

  private static Object column(int index) {
    return browser.run(
        "return [...document.querySelectorAll('tbody tr')].map(r => r.children[arguments[0]]"
            + ".textContent)",
        index);
  }

  @Test
  void printingUnfoldsEverythingAndDrawsEachChart() {
    browser.open(folder.resolve("page.html"), 1280);

    browser.prefer("dark");
    assertThat(browser.print()).hasSizeGreaterThan(20_000);
    browser.prefer("light");
    browser.assertChartsDrawn(4);
    browser.assertQuiet();
  }

  @Test
  void scriptsAreThoseThatWereReviewed() throws IOException {
    try (InputStream script = HtmlFile.class.getResourceAsStream("echarts.min.js")) {
      assertThat(Digest.of(Objects.requireNonNull(script).readAllBytes()).hex())
          .as("dist/echarts.min.js of the npm package echarts 6.1.0")
          .isEqualTo("b66b25aeb4df84e33199dc21694014d336d222cbd9deb0e5a7c14bd6aa0d0fd0");
    }
  }

  /** They share one scope, where the later of two functions would take the place of the earlier. */
  @Test
  void noTwoScriptsDeclareTheSameName() {
    String html = new String(HtmlFile.of(page()), StandardCharsets.UTF_8);
    String scripts = html.substring(html.lastIndexOf("<script>"));
    List<String> names =
        Pattern.compile("^(?:function|const|let) (\\w+)", Pattern.MULTILINE)
            .matcher(scripts)
            .results()
            .map(declaration -> declaration.group(1))
            .toList();

    assertThat(names).hasSizeGreaterThan(20).doesNotHaveDuplicates();
  }

  @Test
  void nodesOfAGraphLieWithinItsBox() {
    for (int width : new int[] {1280, 390}) {
      browser.open(folder.resolve("page.html"), width);
      browser.assertChartsDrawn(4);
      assertThat(textsOutside("graph")).as("labels outside at %s px", width).isEqualTo(0L);
    }
  }

  @Test
  void noTextOfThePageCanEndItsScript() {
    String html = new String(HtmlFile.of(page()), StandardCharsets.UTF_8);

    assertThat(html.split("</script>", -1)).hasSize(4);
    String json = html.substring(html.indexOf("id=\"page\">") + 10).split("</script>", 2)[0];
    assertThat(json).contains("window.hit=1").doesNotContain("<", ">", "&", "\u2028");
  }
}
