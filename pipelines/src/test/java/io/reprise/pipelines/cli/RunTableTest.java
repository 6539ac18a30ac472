package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.pipelines.cli.ComparedRun.Headline;
import io.reprise.pipelines.cli.RunList.ListedRun;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.RunManifest.Status;
import io.reprise.pipelines.manifest.RunNotes;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTableTest {

  private static final List<ComparedRun> RUNS =
      List.of(
          run("c", 8L, 0.9, 0.5, 10.0),
          run("b", 4L, null, 0.5, 7.0),
          run("a", 2L, 0.95, 0.5, -1.5));

  @Test
  void onlyWhatDiffersHasAColumnUnlessAskedFor() {
    RunTable table = new RunTable(RUNS);
    table.addParameters(List.of());
    table.addMetrics(List.of());
    assertThat(table.names())
        .containsExactly("run", "ended", "train.epochs", "evaluate.accuracy", "train.test.loss");
    assertThat(table.rows().get(1)).containsExactly("b", "done", 4L, null, 7.0);

    RunTable chosen = new RunTable(RUNS);
    chosen.addParameters(List.of("train.optimizer.sgd.learningRate", "train.layers.1.dense.units"));
    chosen.addMetrics(List.of("train.validation.loss"));
    assertThat(chosen.rows().get(0)).containsExactly("c", "done", 0.1, 32L, 0.5);
  }

  /** Training that stops early has other epochs than it was given. */
  @Test
  void metricDoesNotHideTheParameterOfItsName() throws IOException {
    RunTable table = new RunTable(List.of(epochs("a", 30, 12.0), epochs("b", 20, 12.0)));
    table.addParameters(List.of("train.epochs"));
    table.addMetrics(List.of());
    assertThat(table.names()).containsExactly("run", "ended", "train.epochs");
    table.addMetrics(List.of("train.epochs"));
    assertThat(new RunTableText(table).markdown())
        .contains(
            "| run | ended | train.epochs | train.epochs (metric) |", "| a | done | 30 | 12 |");
  }

  private static ComparedRun epochs(String id, long given, double taken) {
    return new ComparedRun(
        manifest(id, Map.of()),
        RunNotes.NONE,
        Map.of("train.epochs", given),
        List.of(new Headline("train", "", "epochs", taken)));
  }

  @Test
  void largestComesFirstAndWhatHasNoValueLast() {
    assertThat(sorted("evaluate.accuracy", false)).containsExactly("a", "c", "b");
    assertThat(sorted("evaluate.accuracy", true)).containsExactly("c", "a", "b");
    assertThat(sorted("train.test.loss", true)).containsExactly("a", "b", "c");
    assertThat(sorted("run", false)).containsExactly("c", "b", "a");
  }

  private static List<Object> sorted(String column, boolean smallestFirst) {
    RunTable table = new RunTable(RUNS);
    table.addMetrics(List.of());
    table.sort(column, smallestFirst);
    return table.rows().stream().<Object>map(row -> row.get(0)).toList();
  }

  @Test
  void unknownColumnsAreReported() {
    RunTable table = new RunTable(RUNS);
    assertThatThrownBy(() -> table.addMetrics(List.of("evaluate.acuracy")))
        .isInstanceOf(ReportedException.class)
        .hasMessage(
            "--metric evaluate.acuracy: none of these runs has it; did you mean"
                + " 'evaluate.accuracy'?");
    assertThatThrownBy(() -> table.addParameters(List.of("train.epoch")))
        .hasMessage("--param train.epoch: none of these runs has it; did you mean 'train.epochs'?");
    assertThatThrownBy(() -> table.sort("train.epochs", false))
        .hasMessage("--sort train.epochs: the table has no such column; there is ended, run");
  }

  @Test
  void formsHoldTheSameCells() throws IOException {
    RunTable table = new RunTable(RUNS.subList(1, 3));
    table.addParameters(List.of());
    table.addMetrics(List.of());
    RunTableText text = new RunTableText(table);
    assertThat(text.csv())
        .isEqualToNormalizingNewlines(
            """
            run,ended,train.epochs,evaluate.accuracy,train.test.loss
            b,done,4,,7.0
            a,done,2,0.95,-1.5
            """);
    assertThat(text.markdown())
        .isEqualTo(
            """
            | run | ended | train.epochs | evaluate.accuracy | train.test.loss |
            | --- | --- | --- | --- | --- |
            | b | done | 4 | - | 7 |
            | a | done | 2 | 0.9500 | -1.5000 |
            """);
    assertThat(text.text(80))
        .isEqualTo(
            """
            run  ended  train.epochs  evaluate.accuracy  train.test.loss
            b    done   4             -                  7
            a    done   2             0.9500             -1.5000
            """);
    assertThat(text.text(30))
        .isEqualTo(
            """
            run  ended  train.epochs
            b    done   4
            a    done   2
            and 2 more (evaluate.accuracy, train.test.loss): choose with --metric and --param, or\
             see all with --csv
            """);
  }

  @Test
  void whatWasAskedForIsShownHoweverLongTheLines() {
    RunTable table = new RunTable(RUNS.subList(1, 3));
    table.addParameters(List.of());
    table.addMetrics(List.of("evaluate.accuracy"));
    assertThat(new RunTableText(table).text(30))
        .isEqualTo(
            """
            run  ended  evaluate.accuracy
            b    done   -
            a    done   0.9500
            and 1 more (train.epochs): choose with --metric and --param, or see all with --csv
            """);
  }

  @Test
  void cellsOfAnyTextKeepTheirTable() throws IOException {
    Map<String, @Nullable Object> first = Map.of("a.x", "one, \"two\"\n|three|");
    Map<String, @Nullable Object> second = Map.of("a.x", "");
    RunTable table =
        new RunTable(
            List.of(
                new ComparedRun(manifest("r", Map.of()), RunNotes.NONE, first, List.of()),
                new ComparedRun(manifest("q", Map.of()), RunNotes.NONE, second, List.of())));
    table.addParameters(List.of());
    RunTableText text = new RunTableText(table);
    assertThat(text.csv()).contains("\"one, \"\"two\"\"\n|three|\"");
    assertThat(text.markdown()).contains("| one, \"two\" \\|three\\| |");
  }

  @Test
  void parametersAreShownWithAllDigitsAndSmallMetricsWithSome() {
    RunTable table =
        new RunTable(
            List.of(rateAndLoss("a", 0.00005, 0.0000123), rateAndLoss("b", 0.00005001, 0.00002)));
    table.addParameters(List.of());
    table.addMetrics(List.of());
    assertThat(new RunTableText(table).markdown())
        .contains("| a | done | 5.0E-5 | 0.0000123 |", "| b | done | 5.001E-5 | 0.00002 |");
  }

  private static ComparedRun rateAndLoss(String id, double rate, double loss) {
    return new ComparedRun(
        manifest(id, Map.of()),
        RunNotes.NONE,
        Map.of("train.rate", rate),
        List.of(new Headline("evaluate", "", "loss", loss)));
  }

  @Test
  void columnInWhichNoTwoRunsDifferCanBeSortedBy() {
    RunTable table = new RunTable(RUNS.subList(0, 1));
    table.addParameters(List.of());
    table.addMetrics(List.of());
    table.sort("evaluate.accuracy", false);
    table.sort("train.epochs", false);
    assertThat(table.names()).containsExactly("run", "ended");
  }

  @Test
  void runIsReadWithItsHeadlinesInThePlansOrder(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("headlines.json"),
        """
        {"kmeans": {"purity": 0.5}, "train (test)": {"loss": null, "accuracy": 1}}""");
    ComparedRun compared =
        ComparedRun.of(
            new ListedRun(
                manifest("r", Map.of("layers", List.of(Map.of("flatten", Map.of())))),
                RunNotes.NONE),
            folder);
    assertThat(compared.parameters()).containsOnly(Map.entry("train.layers.0.flatten", Map.of()));
    assertThat(compared.headlines())
        .containsExactly(
            new Headline("train", "test", "loss", null),
            new Headline("train", "test", "accuracy", 1L),
            new Headline("kmeans", "", "purity", 0.5));
  }

  private static ComparedRun run(
      String id, Long epochs, @Nullable Double accuracy, double validationLoss, double testLoss) {
    return new ComparedRun(
        manifest(id, Map.of()),
        RunNotes.NONE,
        Map.of(
            "train.epochs",
            epochs,
            "train.optimizer.sgd.learningRate",
            0.1,
            "train.layers.1.dense.units",
            32L),
        List.of(
            new Headline("evaluate", "test", "accuracy", accuracy),
            new Headline("train", "validation", "loss", validationLoss),
            new Headline("train", "test", "loss", testLoss)));
  }

  private static RunManifest manifest(String id, Map<String, @Nullable Object> parameters) {
    StageEntry train =
        new StageEntry(
            "train",
            "train",
            "ran",
            List.of(),
            null,
            null,
            Map.of(),
            Map.of(),
            Map.of(),
            parameters,
            List.of(),
            0,
            Map.of());
    return new RunManifest(
        id, "p", "p.yaml", List.of(), "", 0, Status.DONE, null, Map.of(), List.of(train));
  }
}
