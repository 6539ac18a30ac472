package io.reprise.pipelines.outputs;

import java.util.List;

/**
 * What differs between the outputs of two runs.
 *
 * @param outputs in the order of the plan
 * @param unseen what could not be compared, and why, one line each
 */
public record OutputsDiff(List<OutputDiff> outputs, List<String> unseen) {

  /** Nothing was compared. */
  public static final OutputsDiff NONE = new OutputsDiff(List.of(), List.of());

  public OutputsDiff {
    outputs = List.copyOf(outputs);
    unseen = List.copyOf(unseen);
  }
}
