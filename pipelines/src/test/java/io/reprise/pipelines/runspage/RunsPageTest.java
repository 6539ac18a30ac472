package io.reprise.pipelines.runspage;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.RunManifest.Status;
import io.reprise.pipelines.manifest.RunNotes;
import io.reprise.pipelines.page.HtmlFile;
import io.reprise.pipelines.page.Page;
import io.reprise.pipelines.page.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunsPageTest {

  @Test
  void pageStaysSmallWhateverTheRunsAre() {
    List<IndexedRun> runs = new ArrayList<>();
    for (int i = 0; i < 1200; i++) {
      runs.add(run(i, "p" + i % 3, parameters(i, 200), metrics(i, 100), "n".repeat(10_000)));
    }

    Page page = RunsPage.of(runs, List.of(), List.of());

    assertThat(HtmlFile.of(page)).hasSizeLessThan(10_000_000);
    assertThat(page.sections().get(0).notes()).containsExactly("The latest 1,000 of 1,200 runs.");
    assertThat(page.sections().get(1).notes())
        .containsExactly(
            "Of 100 metrics in which the runs differ, 30 are shown; ./reprise runs --pipeline p0"
                + " --csv has all.",
            "Of 200 parameters in which the runs differ, 30 are shown; ./reprise runs --pipeline p0"
                + " --csv has all.");
    assertThat(page.charts()).hasSize(12);
  }

  @Test
  void storeWithoutRunsHasAPage() {
    assertThat(RunsPage.of(List.of(), List.of(), List.of()).facts()).contains("0 runs");
  }

  @Test
  void whatIsNotFiniteOrTooLongForAScriptIsNotShownAsAnotherNumber() {
    Map<String, @Nullable Number> metrics = new LinkedHashMap<>();
    metrics.put("loss", Double.NaN);
    metrics.put("accuracy", 0.5);
    List<IndexedRun> runs =
        List.of(
            run(1, "p", Map.of("a.seed", Long.MAX_VALUE), metrics, "x"),
            run(0, "p", Map.of("a.seed", 1L), Map.of("loss", 1.0, "accuracy", 0.5), "x"));

    Page page = RunsPage.of(runs, List.of(), List.of());

    Table table = (Table) page.sections().get(1).blocks().get(0);
    assertThat(table.columns())
        .extracting(Table.Column::name)
        .containsExactly("Run", "Name", "Ended", "loss", "a.seed", "Compare with the run before");
    assertThat(table.rows().get(0))
        .containsExactly("r1", null, "done", null, "9223372036854775807", "./reprise diff r0 r1");
    assertThat(table.rows().get(1)).endsWith(1.0, 1L, null);
  }

  private static Map<String, @Nullable Object> parameters(int run, int count) {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      parameters.put("stage.parameter" + i, "value " + run + "x".repeat(1000));
    }
    return parameters;
  }

  private static Map<String, @Nullable Number> metrics(int run, int count) {
    Map<String, @Nullable Number> metrics = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      metrics.put("stage.metric" + i, run / 7.0);
    }
    return metrics;
  }

  private static IndexedRun run(
      int number,
      String pipeline,
      Map<String, @Nullable Object> parameters,
      Map<String, @Nullable Number> metrics,
      String note) {
    RunManifest manifest =
        new RunManifest(
            "r" + number,
            pipeline,
            "p.yaml",
            List.of(),
            String.format(Locale.ROOT, "2026-11-%02dT00:%02d:00Z", 1 + number % 28, number % 60),
            1,
            Status.DONE,
            null,
            Map.of(),
            List.of());
    return new IndexedRun(
        manifest, new RunNotes(null, new TreeSet<>(), note), null, parameters, metrics);
  }
}
