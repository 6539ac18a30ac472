package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.SourceJar;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.parquet.TableReader;
import io.reprise.schemas.record.Example;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worked example of docs/stages.md, built and run as its README says. */
class InvertExampleTest {

  private static final Path EXAMPLE = Cli.HOME.resolve("docs/examples/invert-stage");

  @TempDir Path folder;

  @Test
  void jarsStageRunsOnceAndInvertsImages() throws Exception {
    Path jar = new SourceJar(folder.resolve("build")).withProject(EXAMPLE).jar("invert-stage.jar");
    Files.createDirectories(folder.resolve("target"));
    Files.move(jar, folder.resolve("target/invert-stage.jar"));
    Path pipeline = Files.copy(EXAMPLE.resolve("invert.yaml"), folder.resolve("invert.yaml"));
    Path outputs = folder.resolve("outputs");

    Cli.Result first = Cli.run(outputs, "run", pipeline.toString());
    assertThat(first.exitCode()).as(first.out()).isZero();
    RunManifest run = latest(outputs);
    assertThat(run.stages()).extracting(StageEntry::outcome).containsExactly("ran", "ran");
    Path artifacts = outputs.resolve("runs").resolve(run.id());
    List<Example> images = read(artifacts.resolve("ingest/test"));
    List<Example> negatives = read(artifacts.resolve("invert/examples"));
    assertThat(negatives).hasSameSizeAs(images).isNotEmpty();
    for (int i = 0; i < images.size(); i++) {
      assertThat(negatives.get(i).getLabel()).isEqualTo(images.get(i).getLabel());
      assertThat(sums(images.get(i).getPixels(), negatives.get(i).getPixels())).containsOnly(255);
    }

    assertThat(Cli.run(outputs, "run", pipeline.toString()).out()).contains("\nnothing to do\n");
  }

  private static RunManifest latest(Path outputs) throws IOException {
    return new RunFolders(outputs.resolve("runs")).find("latest");
  }

  private static List<Integer> sums(ByteBuffer one, ByteBuffer other) {
    List<Integer> sums = new ArrayList<>();
    while (one.hasRemaining()) {
      sums.add(Byte.toUnsignedInt(one.get()) + Byte.toUnsignedInt(other.get()));
    }
    return sums;
  }

  private static List<Example> read(Path table) throws IOException {
    List<Example> examples = new ArrayList<>();
    try (Stream<Path> files = Files.list(table)) {
      for (Path file :
          files.filter(path -> path.toString().endsWith(".parquet")).sorted().toList()) {
        try (TableReader<Example> reader =
            new TableReader<>("examples", FileChannel.open(file), Example.class)) {
          for (Example next = reader.read(); next != null; next = reader.read()) {
            examples.add(next);
          }
        }
      }
    }
    return examples;
  }
}
