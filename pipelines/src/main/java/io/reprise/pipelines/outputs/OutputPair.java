package io.reprise.pipelines.outputs;

import io.reprise.pipelines.tablediff.TableShard;
import java.util.List;

/**
 * One output in two runs.
 *
 * @param content as pipeline files name it; {@code files} where the runs do not agree
 */
record OutputPair(
    Side before,
    Side after,
    String output,
    String content,
    List<TableShard> rowsBefore,
    List<TableShard> rowsAfter) {

  static OutputPair of(Side before, Side after, String output) {
    String content = after.content(output);
    return new OutputPair(
        before,
        after,
        output,
        content.equals(before.content(output)) ? content : Side.FILES,
        before.shards(output),
        after.shards(output));
  }

  String stage() {
    return after.stage().name();
  }

  /** As pipeline files refer to it: {@code train.model}. */
  String name() {
    return stage() + "." + output;
  }

  /** Whether the rows of its table may differ. */
  boolean hasOtherRows() {
    return !digests(rowsBefore).equals(digests(rowsAfter));
  }

  private static List<String> digests(List<TableShard> shards) {
    return shards.stream().map(TableShard::digest).sorted().toList();
  }
}
