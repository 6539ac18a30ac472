package io.reprise.pipelines.execute;

import io.reprise.schemas.problem.ReportedException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Options of a Beam runner by their names, such as {@code flinkMaster}, as Beam's own examples take
 * them.
 *
 * @param runner Beam's name of the runner, such as {@code FlinkRunner}
 */
record BeamOptions(String runner, Map<String, String> values) {

  BeamOptions {
    values = Map.copyOf(values);
  }

  String get(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  /** The same with an option that the user may have set otherwise. */
  BeamOptions withDefault(String name, Object value) {
    return values.containsKey(name) ? this : with(name, value);
  }

  /** The same with an option that is as it must be. */
  BeamOptions with(String name, Object value) {
    Map<String, String> more = new TreeMap<>(values);
    more.put(name, String.valueOf(value));
    return new BeamOptions(runner, more);
  }

  /**
   * What Beam makes of them.
   *
   * @throws ReportedException when the runner is not on the class path, or has no such option
   */
  PipelineOptions create() {
    requireRunner();
    try {
      return PipelineOptionsFactory.fromArgs(arguments()).withValidation().create();
    } catch (IllegalArgumentException e) {
      String said = String.valueOf(e.getMessage()).strip();
      throw new ReportedException("--runner-option: " + said.lines().findFirst().orElse(""), e);
    }
  }

  private String[] arguments() {
    return new TreeMap<>(with("runner", runner).values)
        .entrySet().stream()
            .map(option -> "--" + option.getKey() + "=" + option.getValue())
            .toArray(String[]::new);
  }

  private void requireRunner() {
    try {
      PipelineOptionsFactory.fromArgs("--runner=" + runner).create();
    } catch (IllegalArgumentException e) {
      throw new ReportedException(
          "Beam's "
              + runner
              + " is not on the class path; ./reprise adds it where --runner asks for it",
          e);
    }
  }
}
