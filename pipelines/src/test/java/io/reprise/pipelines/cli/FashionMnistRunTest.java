package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.json.JsonMaps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on a part of the real Fashion-MNIST, where that is at hand. */
class FashionMnistRunTest {

  private static final Path REAL = Cli.HOME.resolve("../shared/data/fashion-mnist");
  private static final List<String> SHORT =
      List.of(
          "--set", "ingest.fraction=0.2",
          "--set", "train.epochs=3",
          "--set", "tsne.sample=500",
          "--set", "tsne.iterations=300");

  @TempDir Path home;

  @Test
  void fetchedDataGiveEqualDigestsInTwoStoresAndAUsefulNetwork() throws Exception {
    assumeTrue(Files.isDirectory(REAL), "real Fashion-MNIST is not at hand: skipped");
    copy("pipelines/fashion-mnist.yaml");
    copy("data/fashion-mnist.yaml");
    assertThat(run("a", List.of("data", "fetch", "fashion-mnist", "--from", REAL.toString())))
        .contains("train-images-idx3-ubyte.gz     copied         26,421,880 bytes");

    List<String> command = new ArrayList<>(List.of("run", "fashion-mnist", "--json"));
    command.addAll(SHORT);
    run("a", command);
    run("b", command);
    assertThat(digests("b")).hasSize(11).isEqualTo(digests("a"));

    Map<?, ?> headlines = Json.readObject(folder("a").resolve("headlines.json"));
    assertThat(number(headlines, "ingest (train)", "rows")).isEqualTo(9600);
    assertThat(number(headlines, "ingest (test)", "rows")).isEqualTo(10_000);
    assertThat(number(headlines, "evaluate (test)", "accuracy")).isGreaterThan(0.80);
    assertThat(run("a", List.of("show")).lines().filter(line -> line.startsWith("warning: ")))
        .singleElement()
        .isEqualTo(
            "warning: tsne: t-SNE shows a sample, 500 of 10,000 rows: raise 'sample' to show more");
  }

  private void copy(String file) throws Exception {
    Files.createDirectories(home.resolve(file).getParent());
    Files.copy(Cli.HOME.resolve(file), home.resolve(file));
  }

  private String run(String outputs, List<String> arguments) {
    Cli.Result result = Cli.runIn(home, home.resolve(outputs), arguments.toArray(new String[0]));
    assertThat(result.exitCode()).as(result.out()).isZero();
    return result.out();
  }

  private Path folder(String outputs) throws Exception {
    RunFolders runs = new RunFolders(home.resolve(outputs).resolve("runs"));
    return runs.folder(runs.find("latest").id());
  }

  private Map<String, String> digests(String outputs) throws Exception {
    RunManifest run = new RunFolders(home.resolve(outputs).resolve("runs")).find("latest");
    Map<String, String> digests = new TreeMap<>();
    run.stages().forEach(stage -> digests.put(stage.name(), String.valueOf(stage.artifact())));
    return digests;
  }

  private static double number(Map<?, ?> headlines, String stage, String metric) {
    return JsonMaps.real(JsonMaps.map(headlines, stage), metric);
  }
}
