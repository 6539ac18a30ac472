package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GraphCommandTest {

  @TempDir Path home;

  private CommandProject project;

  /** {@code end} is a word of Mermaid's, and {@code a--b} looks like one of its arrows. */
  @BeforeEach
  void makeProject() throws IOException {
    project =
        CommandProject.with(
            home,
            """
            end:
              uses: command
              with: { run: touch out/x/x, outputs: { x: files } }
            a--b:
              uses: command
              in: { x: end.x }
              with: { run: touch out/y/y, outputs: { y: files } }
            """);
  }

  /** Mermaid 11 reads this; as identifiers it refuses both names. */
  @Test
  void mermaidHasNumbersForNames() {
    assertThat(project.cli("graph", "p").out())
        .isEqualTo(
            """
            graph TD
              s1["end (command)"]
              s2["a--b (command)"]
              s1 -->|"x"| s2
            """);
  }

  static Stream<Path> bundled() throws IOException {
    try (Stream<Path> files = Files.list(Cli.HOME.resolve("pipelines"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  /** Each is named as its file is, and its stages, wiring and parameters are right. */
  @ParameterizedTest
  @MethodSource("bundled")
  void bundledPipelinesCanBePlanned(Path file) {
    String name = file.getFileName().toString().replace(".yaml", "");
    Cli.Result result = Cli.run(home.resolve("outputs"), "graph", name, "--json");
    assertThat(result.exitCode()).as(result.out()).isZero();
    assertThat(result.out()).contains("\"pipeline\" : \"" + name + "\"");
  }

  @Test
  void dotHasQuotedNames() {
    assertThat(project.cli("graph", "p", "--format", "dot").out())
        .isEqualTo(
            """
            digraph {
              "end" [label="end (command)"]
              "a--b" [label="a--b (command)"]
              "end" -> "a--b" [label="x"]
            }
            """);
  }

  @Test
  void jsonHasStagesAndTheirInputs() throws IOException {
    assertThat(project.json("graph", "p"))
        .isEqualTo(
            Map.of(
                "pipeline",
                "p",
                "stages",
                List.of(
                    Map.of("name", "end", "type", "command", "inputs", Map.of()),
                    Map.of("name", "a--b", "type", "command", "inputs", Map.of("x", "end.x")))));
  }
}
