package io.reprise.pipelines.definition;

import io.reprise.schemas.yaml.Location;
import io.reprise.schemas.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a pipeline file says, before anyone knows whether its stage types exist.
 *
 * @param file path as messages show it
 * @param description empty where there is none
 * @param jars with stage types besides the built-in ones
 * @param params the file's own parameters, overrides applied
 * @param stages in the file's order
 */
public record PipelineDefinition(
    String name,
    String file,
    String description,
    List<Jar> jars,
    Map<String, YamlNode> params,
    List<StageDefinition> stages) {

  public PipelineDefinition {
    jars = List.copyOf(jars);
    params = Map.copyOf(params);
    stages = List.copyOf(stages);
  }

  /**
   * A jar of the user's.
   *
   * @param path as it is written: relative ones start from the pipeline file's folder
   */
  public record Jar(String path, Location at) {}

  /**
   * One stage.
   *
   * @param uses the stage type's name
   * @param inputs input name to what it is wired to
   * @param with parameters, overrides applied and {@code ${...}} filled in
   */
  public record StageDefinition(
      String name,
      Location at,
      String uses,
      Location usesAt,
      Map<String, Wire> inputs,
      YamlNode.Mapping with) {}

  /**
   * The value of an input: {@code train.model}.
   *
   * @param output null where the file names the stage alone
   */
  public record Wire(String stage, @Nullable String output, Location at) {
    @Override
    public String toString() {
      return output == null ? stage : stage + "." + output;
    }
  }
}
