package io.reprise.pipelines.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.reprise.pipelines.TestStages;
import io.reprise.pipelines.definition.ParameterOverride;
import io.reprise.pipelines.definition.PipelineReader;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.yaml.YamlNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
  void paramsMayReferToParams() {
    Path file = FILES.resolve("valid/params-of-params.yaml");
    assertThat(plan(file).stage("a").settings().values())
        .isEqualTo(Map.of("value", 3L, "mode", "fancy"));
    assertThat(plan(file, "seeds=4").stage("a").settings().integer("value")).isEqualTo(4);
    assertThat(PipelineReader.read(file, "p.yaml", List.of()).params().get("list"))
        .extracting(YamlNode::plain)
        .isEqualTo(List.of(3L, Map.of("x", "v1.10")));
  }

  @Test
  void whatParamsMakeOfEachOtherIsLimited(@TempDir Path folder) throws IOException {
    String nine = String.join(", ", Collections.nCopies(9, "\"${a%1$d}\""));
    String text = "\"" + "${a%1$d}".repeat(9) + "\"";
    assertThatThrownBy(() -> plan(growing(folder, "[x]", "[" + nine + "]")))
        .hasMessageMatching("p.yaml:[0-9]+: aliases or references repeat more than 100000 values");
    assertThatThrownBy(() -> plan(growing(folder, "x", text)))
        .hasMessageMatching("p.yaml:[0-9]+: references make a text longer than 1,000,000 char.*");
    assertThatThrownBy(() -> plan(growing(folder, "x", "[[[[\"${a%1$d}\"]]]]")))
        .hasMessageMatching("p.yaml:[0-9]+: maps and lists are nested deeper than 100 levels");
  }

  @Test
  void chainOfParamsThatNeverEndsIsSaid(@TempDir Path folder) throws IOException {
    StringBuilder text = new StringBuilder("pipeline: p\nparams:\n");
    for (int i = 0; i < 10_000; i++) {
      text.append("  a").append(i).append(": \"${a").append(i + 1).append("}\"\n");
    }
    text.append("  a10000: 1\nstages:\n  n: { uses: number, with: { value: 1 } }\n");
    Path file = Files.writeString(folder.resolve("p.yaml"), text);
    assertThatThrownBy(() -> plan(file))
        .hasMessage("p.yaml:103: params refer to each other over 100 steps");
  }

  private static Path growing(Path folder, String first, String next) throws IOException {
    StringBuilder text = new StringBuilder("pipeline: p\nparams:\n  a0: " + first + "\n");
    for (int i = 1; i < 40; i++) {
      text.append("  a")
          .append(i)
          .append(": ")
          .append(String.format(Locale.ROOT, next, i - 1))
          .append('\n');
    }
    text.append("stages:\n  n: { uses: number, with: { value: 1 } }\n");
    return Files.writeString(folder.resolve("p.yaml"), text);
  }

  @Test
  void setThatIsWrongIsNamedWhereverItsValueGoes() {
    Path file = FILES.resolve("valid/anchors-and-params.yaml");
    assertThatThrownBy(() -> plan(file, "seed=x"))
        .isInstanceOfSatisfying(
            ReportedException.class,
            e ->
                assertThat(e.problems())
                    .containsOnly(
                        "--set seed=x: value must be an integer from 0 to 1000, not the text 'x'"));
    assertThatThrownBy(() -> plan(file, "a.value=666"))
        .hasMessage("p.yaml:6 with --set a.value=666: a: value 666 is not for us");
    assertThatThrownBy(() -> plan(file, "a.value=" + "x".repeat(1000)))
        .hasMessageStartingWith("--set a.value=xxxxx")
        .hasMessageContaining("x...: value must be");
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
