package io.reprise.stages.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.reprise.schemas.record.ConfusionCell;
import io.reprise.schemas.record.Embedding;
import io.reprise.schemas.record.Example;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.Prediction;
import io.reprise.stages.StageTrial;
import io.reprise.stages.TrialFiles;
import io.reprise.stages.embed.EmbedStage;
import io.reprise.stages.network.TrialExamples;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Tables;
import io.reprise.stages.train.TrainStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One small model, evaluated and embedded. */
class EvaluateStageTest {

  private static final int ROWS = 700;

  @TempDir static Path folder;
  private static Path model;
  private static Path examples;

  @BeforeAll
  static void train() throws IOException {
    examples = TrialExamples.write(folder.resolve("test"), ROWS, 150, 3);
    model =
        new StageTrial(new TrainStage(), folder.resolve("training"))
            .with(
                """
                layers:
                  - conv: { filters: 4, kernel: 3, activation: relu, name: first }
                  - pool
                  - dense: { units: 8, activation: tanh, name: embedding }
                  - output: { units: 3 }
                epochs: 5
                batchSize: 20
                optimizer: { adam: { learningRate: 0.005 } }
                """)
            .in("train", TrialExamples.write(folder.resolve("train"), 300, 300, 1))
            .run()
            .resolve("model");
  }

  @Test
  void evaluationGivesTheSameBytesWhateverTheWorkers() throws IOException {
    assertThat(StageTrial.digests(evaluate("a", 1)))
        .containsKeys("predictions/00000.parquet", "confusion/00000.parquet")
        .isEqualTo(StageTrial.digests(evaluate("b", 4)))
        .isEqualTo(StageTrial.digests(evaluate("c", 4)));
  }

  @Test
  void confusionAndMetricsFollowFromThePredictions() throws IOException {
    Path artifact = evaluate("d", 2);
    List<Prediction> predictions = read(artifact, "predictions", Prediction.class);
    assertThat(predictions).extracting(Prediction::getId).hasSize(ROWS).isSorted();
    long right = 0;
    double logLoss = 0;
    Map<String, Long> counts = new HashMap<>();
    for (Prediction prediction : predictions) {
      List<Float> probabilities = prediction.getProbabilities();
      assertThat(probabilities.stream().mapToDouble(Float::doubleValue).sum())
          .isCloseTo(1, within(1e-5));
      assertThat(probabilities.get(prediction.getPredicted()))
          .isEqualTo(probabilities.stream().max(Comparator.naturalOrder()).orElseThrow());
      right += prediction.getPredicted() == prediction.getLabel() ? 1 : 0;
      logLoss -= Math.log(probabilities.get(prediction.getLabel()));
      counts.merge(prediction.getLabel() + ">" + prediction.getPredicted(), 1L, Long::sum);
    }
    assertThat(metric(artifact, "rows")).isEqualTo(ROWS);
    assertThat(metric(artifact, "accuracy")).isEqualTo((double) right / ROWS).isGreaterThan(0.8);
    assertThat(metric(artifact, "logLoss")).isCloseTo(logLoss / ROWS, within(1e-9));
    assertThat(read(artifact, "confusion", ConfusionCell.class))
        .hasSize(9)
        .allSatisfy(
            cell ->
                assertThat(cell.getCount())
                    .isEqualTo(
                        counts.getOrDefault(cell.getLabel() + ">" + cell.getPredicted(), 0L)));
    assertThat(read(artifact, "metrics", Metric.class))
        .hasSize(9 + 3 * 4)
        .allSatisfy(metric -> assertThat(metric.getSplit()).isEqualTo("test"));
  }

  @Test
  void embeddingsAreThoseOfTheNamedLayerAndOfThePenultimateByDefault() throws IOException {
    Path named = embed("e", "layer: embedding", 1);
    assertThat(StageTrial.digests(named))
        .containsKey("embeddings/_dataset.json")
        .isEqualTo(StageTrial.digests(embed("f", "{}", 4)));
    List<Embedding> embeddings = read(named, "embeddings", Embedding.class);
    assertThat(embeddings).extracting(Embedding::getId).hasSize(ROWS).isSorted();
    assertThat(embeddings)
        .allSatisfy(embedding -> assertThat(embedding.getVector()).hasSize(8))
        .extracting(embedding -> embedding.getVector().get(0))
        .allMatch(value -> Math.abs(value) <= 1)
        .anyMatch(value -> value < 0);
    assertThat(Files.readString(named.resolve("embeddings/_dataset.json")))
        .contains("\"middle\"")
        .contains("\"rows\" : 700");
  }

  @Test
  void embeddingsOfAConvolutionAreItsFeatureMapsAfterRelu() throws IOException {
    List<Embedding> embeddings = read(embed("g", "layer: first", 2), "embeddings", Embedding.class);
    assertThat(embeddings.get(0).getVector())
        .hasSize(4 * 10 * 10)
        .allMatch(value -> value >= 0)
        .contains(0f)
        .anyMatch(value -> value > 0);
  }

  @Test
  void unknownLayerIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> embed("h", "layer: embeding", 2))
        .hasMessage("the model has no layer 'embeding'; did you mean 'embedding'?");
  }

  @Test
  void imagesOfAnotherSizeAreRefused() throws IOException {
    Path small = folder.resolve("small");
    TrialFiles.facts(small, new ExampleFacts("trial", 8, 8, 3, List.of("a", "b", "c"), 1));
    TrialFiles.table(small, Example.class, TrialExamples.examples(1, 1));
    assertThatThrownBy(
            () ->
                new StageTrial(new EvaluateStage(), folder.resolve("i"))
                    .in("model", model)
                    .in("examples", small)
                    .run())
        .hasMessage(
            "the model takes images of 1x12x12, but the examples are 3x8x8 (channels x height x"
                + " width)");
  }

  @Test
  void accuracyOfChangedCopiesIsNotTakenForThatOfTheImages() throws IOException {
    List<Example> mixed = new ArrayList<>();
    List<Example> trained = new ArrayList<>();
    for (Example example : TrialExamples.examples(40, 5)) {
      String change = example.getId() < 10 ? "rotated by 5 degrees" : null;
      Example one = Example.newBuilder(example).setAugmentation(change).build();
      mixed.add(one);
      trained.add(Example.newBuilder(one).setSplit("train").build());
    }
    Path test = TrialExamples.write(folder.resolve("mixed"), mixed, 15, List.of("a", "b", "c"));
    assertThat(evaluate("k", test, 2).resolve("warnings/evaluate.txt"))
        .content()
        .contains(
            "10 of 40 examples are copies that an augment stage has changed: the accuracy is not"
                + " that of the images; evaluate the output of ingest\n");
    Path train = TrialExamples.write(folder.resolve("copies"), trained, 15, List.of("a", "b", "c"));
    Path warnings = evaluate("l", train, 2).resolve("warnings/evaluate.txt");
    assertThat(Files.exists(warnings) ? Files.readString(warnings) : "").doesNotContain("copies");
  }

  private static Path evaluate(String name, int threads) throws IOException {
    return evaluate(name, examples, threads);
  }

  private static Path evaluate(String name, Path of, int threads) throws IOException {
    return new StageTrial(new EvaluateStage(), folder.resolve(name))
        .in("model", model)
        .in("examples", of)
        .threads(threads)
        .run();
  }

  private static Path embed(String name, String with, int threads) throws IOException {
    return new StageTrial(new EmbedStage(), folder.resolve(name))
        .with(with)
        .in("model", model)
        .in("examples", examples)
        .threads(threads)
        .run();
  }

  private static double metric(Path artifact, String name) throws IOException {
    return read(artifact, "metrics", Metric.class).stream()
        .filter(metric -> metric.getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private static <T extends SpecificRecord> List<T> read(
      Path artifact, String output, Class<T> type) throws IOException {
    return Tables.read(StageTrial.files(artifact.resolve(output)), type);
  }
}
