package io.reprise.pipelines.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reprise.pipelines.TestStages;
import io.reprise.pipelines.definition.ParameterOverride;
import io.reprise.pipelines.definition.PipelineReader;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pipeline files sorted by verdict; each invalid one says what is expected of the reader. */
class PipelineFilesTest {

  private static final Path FILES = Path.of("src/test/resources");
  private static final String EXPECT = "# expect: ";

  static Stream<Path> invalid() throws IOException {
    try (Stream<Path> files = Files.list(FILES.resolve("invalid"))) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void saysFileLineAndWhatIsWrong(Path file) throws IOException {
    List<String> expected =
        Files.readAllLines(file).stream()
            .filter(line -> line.startsWith(EXPECT))
            .map(line -> "p.yaml:" + line.substring(EXPECT.length()))
            .toList();
    ReportedException e = catchThrowableOfType(ReportedException.class, () -> plan(file));
    assertThat(e).as("%s is accepted", file).isNotNull();
    assertThat(e.problems()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void anchorsParamsAndShortWiresWork() {
    Plan plan = plan(FILES.resolve("valid/anchors-and-params.yaml"));
    assertThat(plan.names()).containsExactly("a", "b", "h", "s");
    assertThat(plan.stage("b").settings().values()).isEqualTo(Map.of("value", 3L, "mode", "fancy"));
    assertThat(plan.stage("h").inputs()).hasToString("{value=a.value}");
  }

  @Test
  void planKeepsTheJarsAsTheyAreWritten() {
    assertThat(plan(FILES.resolve("valid/jars.yaml")).jars())
        .containsExactly("lib/a.jar", "../b.jar");
    assertThat(plan(FILES.resolve("valid/anchors-and-params.yaml")).jars()).isEmpty();
  }

  @Test
  void setReachesStagesAndParams() {
    Path file = FILES.resolve("valid/anchors-and-params.yaml");
    assertThat(plan(file, "b.value=7").stage("b").settings().integer("value")).isEqualTo(7);
    assertThat(plan(file, "b.value=7").stage("a").settings().integer("value")).isEqualTo(3);
    assertThat(plan(file, "seed=9").stage("a").settings().integer("value")).isEqualTo(9);
  }

  @Test
  void setOfWhatIsNotThereNamesTheNearest() {
    Path file = FILES.resolve("valid/anchors-and-params.yaml");
    assertThatThrownBy(() -> plan(file, "sed=1"))
        .hasMessage("--set sed=1: there is no parameter 'sed' in 'params'; did you mean 'seed'?");
    assertThatThrownBy(() -> plan(file, "c.value=1"))
        .hasMessage("--set c.value=1: there is no stage 'c'; did you mean 'a'?");
    assertThatThrownBy(() -> plan(file, "a.vale=1"))
        .hasMessage("--set a.vale=1: unknown parameter 'vale'; did you mean 'value'?");
    assertThatThrownBy(() -> plan(file, "a.value=x"))
        .hasMessage("--set a.value=x: value must be an integer from 0 to 1000, not the text 'x'");
    assertThatThrownBy(() -> plan(file, "a"))
        .hasMessage("--set a: write it as stage.parameter=value, such as train.epochs=3");
  }

  private static Plan plan(Path file, String... sets) {
    List<ParameterOverride> overrides = Stream.of(sets).map(ParameterOverride::parse).toList();
    return Planner.plan(PipelineReader.read(file, "p.yaml", overrides), TestStages.types());
  }
}
