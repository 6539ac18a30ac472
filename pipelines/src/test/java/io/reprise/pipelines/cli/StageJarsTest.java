package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.SourceJar;
import io.reprise.pipelines.code.StageCode;
import io.reprise.pipelines.definition.PipelineDefinition.Jar;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.yaml.Location;
import io.reprise.stages.spi.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline's own jars: each mistake is one line that points into the pipeline file. */
class StageJarsTest {

  private static final String SERVICE = "META-INF/services/" + Stage.class.getName();

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void namePipeline() {
    file = folder.resolve("p.yaml");
  }

  @Test
  void jarThatIsNotThereIsReported() throws IOException {
    assertThat(run("[gone.jar]"))
        .isEqualTo(
            String.format(
                Locale.ROOT,
                "error: %s:2: there is no file %s; build the jar first",
                file,
                folder.resolve("gone.jar")));
  }

  @Test
  void eachWrongJarIsReportedWithItsLine() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jar"), "no zip");
    assertThat(run("\n  - gone.jar\n  - text.jar"))
        .isEqualTo(
            String.format(
                    Locale.ROOT,
                    "error: %s:3: there is no file %s; build the jar first\n",
                    file,
                    folder.resolve("gone.jar"))
                + String.format(
                    Locale.ROOT, "error: %s:4: %s is no jar; build it anew", file, text));
  }

  @Test
  void jarWithoutStageIsReported() throws IOException {
    jar(stage("Mine", "mine"));
    assertThat(run("[demo.jar]"))
        .isEqualTo(
            String.format(
                Locale.ROOT,
                "error: %s:2: no stage type or layer in demo.jar: %s or"
                    + " io.reprise.stages.network.LayerProvider must name its class",
                file,
                SERVICE));
  }

  /** The class loader's parent has it, so it is not the jar that brings it. */
  @Test
  void stageOfReprisesOwnIsNoneOfTheJars() throws IOException {
    jar(stage("Mine", "mine").with(SERVICE, "io.reprise.stages.train.TrainStage"));
    assertThat(run("[demo.jar]")).contains(": no stage type or layer in demo.jar: ");
  }

  @Test
  void nameThatABuiltInStageHasIsReported() throws IOException {
    jar(stage("Mine", "train").with(SERVICE, "demo.Mine"));
    assertThat(run("[demo.jar]"))
        .isEqualTo(
            String.format(
                Locale.ROOT,
                "error: %s:2: demo.Mine and io.reprise.stages.train.TrainStage both call their stage"
                    + " type 'train'; rename the one in your jar",
                file));
  }

  @Test
  void providerThatCannotBeMadeIsReported() throws IOException {
    jar(stage("Mine", "mine").with(SERVICE, "demo.Other"));
    assertThat(run("[demo.jar]"))
        .isEqualTo(
            String.format(
                Locale.ROOT,
                "error: %s:2: a stage of demo.jar cannot be made: %s: Provider demo.Other not found",
                file,
                Stage.class.getName()));
    jar(
        stage("Mine", "mine", "Mine() { throw new IllegalStateException(\"no\"); }")
            .with(SERVICE, "demo.Mine"));
    assertThat(run("[demo.jar]"))
        .isEqualTo(
            String.format(
                Locale.ROOT,
                "error: %s:2: a stage of demo.jar cannot be made: %s: Provider demo.Mine could not be"
                    + " instantiated (java.lang.IllegalStateException: no)",
                file,
                Stage.class.getName()));
  }

  @Test
  void stagesAreListedWithThoseOfAPipeline() throws IOException {
    jar(stage("Mine", "mine").with(SERVICE, "demo.Mine"));
    run("[demo.jar]");
    assertThat(Cli.run(folder, "stages", "--pipeline", file.toString()).out())
        .containsPattern("(?m)^  mine +What it does\\.$")
        .containsPattern("(?m)^  train +[A-Z]");
    assertThat(Cli.run(folder, "stages", "mine", "--pipeline", file.toString()).out())
        .startsWith("mine: What it does.");
    assertThat(Cli.run(folder, "stages").out()).doesNotContain("  mine ");
  }

  /** A run may take hours, in which somebody builds the jar anew. */
  @Test
  void codeInTheKeyIsTheCodeThatRuns() throws IOException {
    SourceJar sources = stage("Mine", "mine").with(SERVICE, "demo.Mine");
    jar(sources);
    List<Jar> jars = List.of(new Jar("demo.jar", new Location("p.yaml", 2)));
    Stage early = new StageJars(jars, folder).stages(List.of()).get(0);
    Digest before = new StageCode().digest(new StageJars(jars, folder).stages(List.of()).get(0));
    Files.writeString(folder.resolve("demo.jar"), "half a jar");
    assertThat(new StageCode().digest(early)).isEqualTo(before);
  }

  private String run(String jars) throws IOException {
    Files.writeString(file, "pipeline: p\njars: " + jars + "\nstages:\n  a: { uses: mine }\n");
    Cli.Result result = Cli.run(folder, "status", file.toString());
    return result.out().strip();
  }

  private SourceJar stage(String name, String type) throws IOException {
    return stage(name, type, "");
  }

  private SourceJar stage(String name, String type, String members) throws IOException {
    return new SourceJar(Files.createTempDirectory(folder, "build"))
        .with(
            "demo/" + name + ".java",
            String.format(
                Locale.ROOT,
                """
            package demo;

            import io.reprise.stages.spi.*;
            import java.util.List;
            import org.apache.beam.sdk.Pipeline;
            import org.apache.beam.sdk.values.PCollection;

            public final class %s implements Stage {
              public %s
              public StageType type() {
                return new StageType("%s", "What it does.", "", List.of(), List.of(), List.of());
              }
              public PCollection<WrittenFile> expand(Pipeline beam, StageContext context) {
                return null;
              }
            }
            """,
                name,
                members.isEmpty() ? name + "() {}" : members,
                type));
  }

  private void jar(SourceJar sources) throws IOException {
    Files.move(
        sources.jar("demo.jar"),
        folder.resolve("demo.jar"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }
}
