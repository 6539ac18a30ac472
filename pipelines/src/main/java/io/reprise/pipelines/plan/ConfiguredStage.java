package io.reprise.pipelines.plan;

import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageType;
import java.util.List;
import java.util.Optional;

/**
 * A stage of the file whose type is known, before it is wired.
 *
 * @param outputs empty where they depend on settings that are wrong
 */
record ConfiguredStage(Stage stage, Settings settings, List<StageType.Output> outputs) {

  StageType type() {
    return stage.type();
  }

  boolean hasKnownOutputs() {
    return !outputs.isEmpty();
  }

  Optional<StageType.Output> output(String name) {
    return outputs.stream().filter(output -> output.name().equals(name)).findFirst();
  }

  List<String> outputNames() {
    return outputs.stream().map(StageType.Output::name).toList();
  }
}
