package io.reprise.pipelines.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.page.BrowserPage;
import io.reprise.pipelines.page.HtmlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepPageTest {

  private static final String HOSTILE = "</script><script>window.hit=1</script>";
  private static final List<String> LAYERS = List.of(HOSTILE, "__proto__", "wide");

  @TempDir private static Path folder;
  private static BrowserPage browser;

  @BeforeAll
  static void open() throws IOException {
    browser = BrowserPage.start();
    Files.write(folder.resolve("page.html"), HtmlFile.of(SweepPage.of(report(LAYERS, 3))));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  private static SweepReport report(List<String> layers, int seeds) {
    List<SweepPointResult> points = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      for (int rate = 1; rate <= 2; rate++) {
        for (int seed = 1; seed <= seeds; seed++) {
          points.add(point(layers.get(i), rate / 100.0, seed, 0.7 + i / 10.0 + seed / 100.0));
        }
      }
    }
    points.add(SweepPointResult.open(Map.of("train.layers", "wide", "seed", 9L)));
    List<String> axes = List.of("train.layers", "train.optimizer.adam.learningRate", "seed");
    return SweepReport.of(
        new SweepResult("20260101-000000-abcd", HOSTILE, "p.yaml", "ab", axes, points),
        List.of(),
        null);
  }

  private static SweepPointResult point(String layers, double rate, long seed, double accuracy) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("train.layers", layers);
    values.put("train.optimizer.adam.learningRate", rate);
    values.put("seed", seed);
    return new SweepPointResult(
        values,
        SweepPointResult.DONE,
        "20260101-000000-" + seed,
        List.of(),
        List.of(
            new Measured("train", "validation", "validationAccuracy", accuracy),
            new Measured("evaluate", "test", "accuracy", accuracy - 0.01)),
        Map.of("optimizer", HOSTILE),
        Map.of("train", 1.0),
        List.of("train"),
        List.of("evaluate"));
  }

  /** Parallel coordinates, and two metrics against two axes. */
  @Test
  void chartsAreDrawnAndNothingOfDataIsExecuted() {
    browser.open(folder.resolve("page.html"), 1280);

    browser.assertChartsDrawn(5);
    assertThat(browser.run("return window.hit === undefined")).isEqualTo(true);
    assertThat(browser.run("return document.querySelector('h1').textContent")).isEqualTo(HOSTILE);
    browser.assertQuiet();
  }

  @Test
  void aPhoneShowsItWithoutSidewaysScrolling() {
    browser.open(folder.resolve("page.html"), 390);

    browser.assertNoSidewaysScrolling();
    browser.assertChartsDrawn(5);
    browser.assertQuiet();
  }

  @Test
  void sizeIsBounded() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      many.add("a network with a long name, number " + i);
    }

    assertThat(HtmlFile.of(SweepPage.of(report(many, 5)))).hasSizeLessThan(5 << 20);
  }
}
