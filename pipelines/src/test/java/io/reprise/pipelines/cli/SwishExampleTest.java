package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.reprise.pipelines.SourceJar;
import io.reprise.pipelines.code.StageCode;
import io.reprise.pipelines.definition.PipelineDefinition.Jar;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.yaml.Location;
import io.reprise.stages.BuiltInStages;
import io.reprise.stages.network.LayerKinds;
import io.reprise.stages.spi.Stage;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The worked example of a layer in docs/stages.md, built and run as its README says. */
class SwishExampleTest {

  private static final Path EXAMPLE = Cli.HOME.resolve("docs/examples/swish-layer");
  private static final String ACTIVATION = "com/example/swish/SwishActivation.java";

  @TempDir private static Path folder;

  private static Path jar;

  @BeforeAll
  static void build() throws IOException {
    Files.createDirectories(folder.resolve("target"));
    jar = folder.resolve("target/swish-layer.jar");
    Files.move(new SourceJar(folder.resolve("a")).withProject(EXAMPLE).jar("a.jar"), jar);
    Files.copy(EXAMPLE.resolve("swish.yaml"), folder.resolve("swish.yaml"));
    String example = Files.readString(EXAMPLE.resolve("swish.yaml"));
    Files.writeString(
        folder.resolve("small.yaml"),
        example
            .replace("dataset: sample", "dataset: sample, fraction: 0.3")
            .replace("filters: 8", "filters: 2")
            .replace("batchSize: 50", "batchSize: 20\n      threads: 1")
            .replace("epochs: 5", "epochs: 3"));
  }

  private static Cli.Result run(String file, String... options) {
    return Cli.run(
        folder.resolve("outputs"),
        Stream.concat(Stream.of("run", folder.resolve(file).toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  private static RunManifest latest() throws IOException {
    return new RunFolders(folder.resolve("outputs/runs")).find("latest");
  }

  @Test
  void jarsLayerIsTrainedAndItsCodeIsInTheKeysOfAllThatUsesIt() throws IOException {
    Cli.Result first = run("small.yaml");
    assertThat(first.exitCode()).as(first.out()).isZero();
    assertThat(first.out()).containsPattern("evaluate \\(test\\): rows 500, accuracy 0\\.[3-9]");
    assertThat(run("small.yaml").out()).contains("\nnothing to do\n");

    String source = Files.readString(EXAMPLE.resolve("src/main/java").resolve(ACTIVATION));
    Path other =
        new SourceJar(folder.resolve("b"))
            .withProject(EXAMPLE)
            .with(ACTIVATION, source.replace("in.muli(Trans", "in.muli(0.5).muli(Trans"))
            .jar("b.jar");
    byte[] before = Files.readAllBytes(jar);
    Files.copy(other, jar, StandardCopyOption.REPLACE_EXISTING);
    try {
      assertThat(run("small.yaml").out()).containsPattern("train .*code changed: SwishActivation");
      assertThat(latest().stages())
          .extracting(StageEntry::outcome)
          .containsExactly("cached", "ran", "ran", "ran");
    } finally {
      Files.write(jar, before);
    }
  }

  @Test
  void jarWithLayersIsInTheKeysOfNetworksAndOneWithoutInNone() throws IOException {
    Path stages =
        new SourceJar(folder.resolve("c"))
            .withProject(Cli.HOME.resolve("docs/examples/invert-stage"))
            .jar("stages.jar");
    Map<String, Digest> plain = digests(LayerKinds.builtIn());
    assertThat(digests(kinds(stages))).isEqualTo(plain);
    Map<String, Digest> withSwish = digests(kinds(jar));
    assertThat(plain.keySet())
        .filteredOn(type -> !Objects.equals(withSwish.get(type), plain.get(type)))
        .containsExactly(
            "train", "evaluate", "embed", "filters", "saliency", "deconvolution", "activations");
  }

  private static LayerKinds kinds(Path jarFile) {
    Jar named = new Jar(jarFile.toString(), new Location("a.yaml", 1));
    return new StageJars(List.of(named), folder).layers();
  }

  private static Map<String, Digest> digests(LayerKinds kinds) {
    StageCode code = new StageCode();
    Map<String, Digest> digests = new LinkedHashMap<>();
    for (Stage stage : BuiltInStages.all(kinds)) {
      digests.put(stage.type().name(), code.digest(stage));
    }
    return digests;
  }

  @Test
  void unknownKindNamesTheNearestOfBoth() throws IOException {
    assertThat(run("swish.yaml", "--set", "train.layers.1={swich: {beta: 1}}").out())
        .contains("layers[1] cannot be 'swich'", "did you mean 'swish'?");
    assertThat(run("swish.yaml", "--set", "train.layers.1.swish.beta=-1").out())
        .contains("beta", "from 0");
    assertThat(run("swish.yaml", "--set", "train.layers.1={gru: {units: 3}}").out())
        .contains("no backend has both this swish layer and this gru layer");
    Path without = folder.resolve("without.yaml");
    Files.writeString(
        without, Files.readString(EXAMPLE.resolve("swish.yaml")).replaceFirst("jars: .*\n", ""));
    assertThat(Cli.run(folder.resolve("outputs"), "run", without.toString()).out())
        .contains("'swish'");
  }

  /** In double precision, by the jar's own classes. */
  @Test
  void derivativeIsThatOfTheFunction() throws Exception {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      for (double beta : List.of(0.0, 1.0, 1.5, 7.0)) {
        IActivation swish =
            (IActivation)
                loader
                    .loadClass("com.example.swish.SwishActivation")
                    .getConstructor(double.class)
                    .newInstance(beta);
        INDArray x = Nd4j.linspace(DataType.DOUBLE, -6, 0.37, 33).reshape(3, 11);
        INDArray wanted = Nd4j.linspace(DataType.DOUBLE, -1, 0.11, 33).reshape(3, 11);
        INDArray gradient = swish.backprop(x.dup(), wanted).getFirst();
        double step = 1e-5;
        INDArray numeric =
            swish
                .getActivation(x.add(step), true)
                .sub(swish.getActivation(x.sub(step), true))
                .div(2 * step)
                .mul(wanted);
        assertThat(gradient.distance2(numeric) / (1 + numeric.norm2Number().doubleValue()))
            .isCloseTo(0, within(1e-9));
      }
    }
  }
}
