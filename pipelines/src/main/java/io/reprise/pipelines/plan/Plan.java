package io.reprise.pipelines.plan;

import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageType;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A pipeline that can be run: every name resolved, every type checked.
 *
 * @param file the pipeline file: from the project's home where it is below that, else absolute
 * @param jars paths of those that stage types come from, as the file has them
 * @param stages each after all that it depends on, else in the file's order
 */
public record Plan(
    String pipeline,
    String file,
    String description,
    List<String> jars,
    List<PlannedStage> stages) {

  public Plan {
    jars = List.copyOf(jars);
    stages = List.copyOf(stages);
  }

  /** The same with another name for its file. */
  public Plan of(String renamed) {
    return new Plan(pipeline, renamed, description, jars, stages);
  }

  /**
   * One stage.
   *
   * @param settings all parameters, defaults filled in
   * @param outputs what it puts out with these settings
   * @param inputs by input name
   */
  public record PlannedStage(
      String name,
      Stage stage,
      Settings settings,
      List<StageType.Output> outputs,
      Map<String, Source> inputs) {
    public PlannedStage {
      outputs = List.copyOf(outputs);
      inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
    }
  }

  /** An output of another stage. */
  public record Source(String stage, String output) {
    @Override
    public String toString() {
      return stage + "." + output;
    }
  }

  public PlannedStage stage(String name) {
    return stages.stream().filter(stage -> stage.name().equals(name)).findFirst().orElseThrow();
  }

  public List<String> names() {
    return stages.stream().map(PlannedStage::name).toList();
  }

  /** The stages and everything that they depend on. */
  public Set<String> upTo(Collection<String> last) {
    Set<String> names = new HashSet<>(last);
    for (int i = stages.size() - 1; i >= 0; i--) {
      if (names.contains(stages.get(i).name())) {
        stages.get(i).inputs().values().forEach(source -> names.add(source.stage()));
      }
    }
    return names;
  }

  /** The stage and everything that depends on it. */
  public Set<String> from(String name) {
    Set<String> names = new HashSet<>(Set.of(name));
    for (PlannedStage stage : stages) {
      if (stage.inputs().values().stream().anyMatch(source -> names.contains(source.stage()))) {
        names.add(stage.name());
      }
    }
    return names;
  }
}
