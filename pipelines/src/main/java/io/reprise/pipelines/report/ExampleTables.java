package io.reprise.pipelines.report;

import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.stages.table.ExampleFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which table of examples the ids of another table are of, as the run's wiring says. */
final class ExampleTables {

  /** Inputs whose rows' ids the outputs of a stage keep. */
  private static final List<String> BY_ID =
      List.of("examples", "embeddings", "predictions", "clusters", "projection");

  private final RunView run;

  ExampleTables(RunView run) {
    this.run = run;
  }

  /**
   * The examples that predictions, embeddings, clusters or a projection are of. Empty where they
   * come of none, or of several.
   */
  Optional<StageOutput> of(StageOutput table) {
    return of(table, new HashSet<>());
  }

  private Optional<StageOutput> of(StageOutput table, Set<String> seen) {
    if (!seen.add(table.path())) {
      return Optional.empty();
    }
    if ("examples".equals(content(table))) {
      return Optional.of(table);
    }
    List<StageOutput> roots =
        inputs(table.stage())
            .filter(input -> BY_ID.contains(content(input)))
            .flatMap(input -> of(input, seen).stream())
            .distinct()
            .toList();
    return roots.size() == 1 ? Optional.of(roots.get(0)) : Optional.empty();
  }

  /** Outputs with a content whose rows are of the same examples. */
  List<StageOutput> alongside(StageOutput examples, String content) {
    return run.outputs(content).stream()
        .filter(output -> of(output).filter(examples::equals).isPresent())
        .toList();
  }

  /** The examples that a stage makes others of. */
  Optional<StageOutput> before(StageOutput examples) {
    List<StageOutput> inputs =
        inputs(examples.stage()).filter(input -> "examples".equals(content(input))).toList();
    return inputs.size() == 1 ? Optional.of(inputs.get(0)) : Optional.empty();
  }

  /** What holds for a table of examples; empty where it does not say. */
  Optional<ExampleFacts> facts(StageOutput examples) throws IOException {
    Path file = run.files(examples).get(ExampleFacts.FILE);
    return file == null ? Optional.empty() : Optional.of(ExampleFacts.of(Files.readAllBytes(file)));
  }

  /** What holds for the examples that a table's rows are of. */
  Optional<ExampleFacts> factsOf(StageOutput table) throws IOException {
    Optional<StageOutput> examples = of(table);
    return examples.isPresent() ? facts(examples.get()) : Optional.empty();
  }

  private Stream<StageOutput> inputs(StageEntry stage) {
    return stage.inputs().keySet().stream().flatMap(name -> run.source(stage, name).stream());
  }

  private static String content(StageOutput output) {
    return Objects.toString(output.stage().contents().get(output.name()), "");
  }
}
