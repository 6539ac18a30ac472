package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
