package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.definition.PipelineReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sweeps that are bundled. */
class SweepFilesTest {

  @TempDir Path outputs;

  static Stream<String> swept() throws IOException {
    return GraphCommandTest.bundled()
        .filter(file -> !PipelineReader.matrix(file, file.toString()).axes().isEmpty())
        .map(file -> file.getFileName().toString().replace(".yaml", ""));
  }

  /** Every point's stages, wiring and parameters are right, and no two points are the same. */
  @ParameterizedTest
  @MethodSource("swept")
  void everyPointCanBePlanned(String name) {
    assertThat(plan(name).union().plans()).hasSizeGreaterThan(1);
  }

  @Test
  void rowsOfExperimentsAreSweeps() throws IOException {
    assertThat(swept())
        .contains("e1-filter-config", "e1-activations", "e1-initialisation", "e3-cells");
    assertThat(plan("e4-cnn").points()).hasSize((4 + 2) * 3);
    assertThat(plan("e4-autoencoder").union().plan().stages())
        .filteredOn(stage -> stage.name().startsWith("pretrain"))
        .as("one for each seed")
        .hasSize(3);
    assertThat(plan("e3-cells").points()).hasSize(3 * 4 * 3);
    assertThat(plan("e3-cells").union().plan().stages())
        .as("ingest once, train and evaluate for each")
        .hasSize(1 + 2 * 36);
  }

  private SweepPlan plan(String name) {
    return new Project(Cli.HOME, outputs, "").sweepPlan(name, List.of(), UnaryOperator.identity());
  }
}
