package io.reprise.pipelines.diffpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.diff.MetricDiff;
import io.reprise.pipelines.diff.RunDiff;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.RunManifest.Status;
import io.reprise.pipelines.outputs.AgreementDiff;
import io.reprise.pipelines.outputs.FilesDiff;
import io.reprise.pipelines.outputs.HistoriesDiff;
import io.reprise.pipelines.outputs.OutputDiff;
import io.reprise.pipelines.outputs.OutputsDiff;
import io.reprise.pipelines.outputs.PredictionsDiff;
import io.reprise.pipelines.outputs.PredictionsDiff.Flip;
import io.reprise.pipelines.outputs.PredictionsDiff.Flips;
import io.reprise.pipelines.outputs.RunOutputs;
import io.reprise.pipelines.page.HtmlFile;
import io.reprise.pipelines.page.Page;
import io.reprise.pipelines.page.Section;
import io.reprise.pipelines.tablediff.RowChange;
import io.reprise.pipelines.tablediff.TableDiff;
import io.reprise.schemas.record.Epoch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffPageTest {

  private static final FilesDiff FILES =
      new FilesDiff(List.of(), List.of(), List.of("x".repeat(999)));

  @TempDir private Path folder;

  @Test
  void pageStaysSmallWhateverDiffers() throws IOException {
    List<OutputDiff> outputs = new ArrayList<>();
    outputs.add(output("predictions", predictions(1500), null));
    outputs.add(output("epochs", histories(50_000), null));
    for (int i = 0; i < 150; i++) {
      outputs.add(output("o" + i, null, rows(300)));
    }
    List<String> unseen = Collections.nCopies(5000, "y".repeat(500));

    Page page = page(new OutputsDiff(outputs, unseen));

    assertThat(HtmlFile.of(page)).hasSizeLessThan(10_000_000);
    assertThat(page.sections()).hasSize(1 + 1 + 60 + 1);
    assertThat(section(page, "s.predictions").notes())
        .contains("The first 200 of 1,500 pairs of classes.")
        .contains("Without images: the stage s was given no examples, or they are gone");
    assertThat(section(page, "s.o20").notes()).contains("Of 300 sample rows 0 are shown.");
    assertThat(page.sections().get(1).notes())
        .contains("The first 3,000 are shown; ./reprise diff --json has all.");
  }

  @Test
  void emptyHistoriesAndPredictionsHaveNoCharts() throws IOException {
    Page page =
        page(
            new OutputsDiff(
                List.of(
                    output("epochs", histories(0), null),
                    output("predictions", predictions(0), null)),
                List.of()));

    assertThat(page.charts()).isEmpty();
    assertThat(HtmlFile.of(page)).isNotEmpty();
  }

  private static Section section(Page page, String title) {
    return page.sections().stream()
        .filter(section -> section.title().equals(title))
        .findFirst()
        .orElseThrow();
  }

  private static OutputDiff output(
      String name, @Nullable AgreementDiff agreement, @Nullable TableDiff rows) {
    return new OutputDiff("s", name, "files", FILES, List.of(), rows, agreement);
  }

  private static PredictionsDiff predictions(int pairs) {
    List<Flip> samples =
        IntStream.range(0, Math.min(pairs, 12)).mapToObj(i -> new Flip(i, 0, 0.5, 0.5)).toList();
    List<Flips> flips =
        IntStream.range(0, pairs).mapToObj(i -> new Flips(0, i + 1, 5, 5, 0, samples)).toList();
    return new PredictionsDiff(pairs, 0, pairs, 0, pairs, 0, 0, flips, List.of("z".repeat(5000)));
  }

  private static HistoriesDiff histories(int epochs) {
    List<Epoch> all =
        IntStream.range(0, epochs)
            .mapToObj(i -> new Epoch(i + 1, 0.1, i / 7.0, null, i % 2 == 0 ? i / 3.0 : null, null))
            .toList();
    return new HistoriesDiff(all, all);
  }

  private static TableDiff rows(int count) {
    Schema schema =
        SchemaBuilder.record("r").fields().requiredLong("id").requiredString("text").endRecord();
    List<RowChange> samples = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      GenericRecord row = new GenericData.Record(schema);
      row.put("id", i);
      row.put("text", "w".repeat(10_000));
      samples.add(new RowChange(List.of(i), row, null, Map.of()));
    }
    return new TableDiff(
        List.of("id"), 0, 2, 0, count, 0, 0, Set.of("text"), List.of(), samples, null);
  }

  private Page page(OutputsDiff outputs) throws IOException {
    RunManifest run =
        new RunManifest(
            "r", "p", "p.yaml", List.of(), "", 0, Status.DONE, null, Map.of(), List.of());
    List<MetricDiff> metrics =
        IntStream.range(0, 5000)
            .mapToObj(i -> new MetricDiff(new MetricDiff.Id("s", null, "m" + i, null), 0.0, 1.0))
            .toList();
    RunDiff runs = new RunDiff(run, run, List.of(), List.of(), List.of(), metrics, Map.of());
    try (Store store = Store.open(folder.resolve("store"))) {
      RunOutputs side = new RunOutputs(run, folder, store);
      return DiffPage.of(new DiffView(runs, outputs, List.of(), side, side, List.of(), true, true));
    }
  }
}
