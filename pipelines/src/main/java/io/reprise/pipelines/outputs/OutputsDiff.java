package io.reprise.pipelines.outputs;

import java.util.List;
import java.util.stream.Stream;

/**
 * What differs between the outputs of two runs.
 *
 * @param outputs in the order of the plan
 * @param unseen what could not be compared, and why, one line each
 */
public record OutputsDiff(List<OutputDiff> outputs, List<String> unseen) {

  /** Nothing was compared. */
  public static final OutputsDiff NONE = new OutputsDiff(List.of(), List.of());

  /** The same, with something more that could not be compared. */
  public OutputsDiff andUnseen(List<String> more) {
    return new OutputsDiff(outputs, Stream.concat(unseen.stream(), more.stream()).toList());
  }

  public OutputsDiff {
    outputs = List.copyOf(outputs);
    unseen = List.copyOf(unseen);
  }
}
