package io.reprise.pipelines.outputs;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.tablediff.RowSink;
import io.reprise.pipelines.tablediff.TableComparison;
import io.reprise.pipelines.tablediff.TableDiff;
import io.reprise.pipelines.tablediff.TableKey;
import io.reprise.pipelines.tablediff.TableShard;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Compares the outputs of two runs, of stages that both have. */
public final class OutputComparison {

  /** Its tables are a run's metrics, which are compared as such. */
  private static final String METRICS = "metrics";

  private final RunOutputs before;
  private final RunOutputs after;
  private final Request request;
  private final List<OutputDiff> outputs = new ArrayList<>();
  private final List<String> unseen = new ArrayList<>();

  private OutputComparison(RunOutputs before, RunOutputs after, Request request) {
    this.before = before;
    this.after = after;
    this.request = request;
  }

  /**
   * What to compare.
   *
   * @param stages their names
   * @param agreements contents whose rows' meaning is compared: predictions, clusters, embeddings
   * @param tables whether cells are compared, and files that are no tables
   * @param keys of tables
   * @param rows how tables are compared
   * @param differing takes the rows that differ
   */
  public record Request(
      Predicate<String> stages,
      Set<String> agreements,
      boolean tables,
      TableKeys keys,
      TableComparison rows,
      DifferingFiles differing) {}

  /** Takes the rows that differ. */
  @FunctionalInterface
  public interface DifferingFiles {

    /** Takes none. */
    DifferingFiles NONE = (stage, output) -> RowSink.NONE;

    RowSink.Factory of(String stage, String output) throws IOException;

    /** Drops what was taken of an output that turns out not to be comparable. */
    default void drop(String stage, String output) throws IOException {}
  }

  /** Compares what the runs put out. */
  public static OutputsDiff between(RunOutputs before, RunOutputs after, Request request)
      throws IOException {
    OutputComparison comparison = new OutputComparison(before, after, request);
    for (StageEntry stage : after.manifest().stages()) {
      Optional<StageEntry> earlier = before.manifest().stage(stage.name());
      if (request.stages().test(stage.name()) && earlier.isPresent()) {
        comparison.compare(earlier.get(), stage);
      }
    }
    return new OutputsDiff(comparison.outputs, comparison.unseen);
  }

  private void compare(StageEntry left, StageEntry right) throws IOException {
    if (Objects.equals(left.artifact(), right.artifact())) {
      return;
    }
    if (left.artifact() == null || right.artifact() == null) {
      String run = (left.artifact() == null ? before : after).manifest().id();
      unseen.add(left.name() + ": it has no result in " + run);
      return;
    }
    Optional<Artifact> first = before.artifact(left);
    Optional<Artifact> second = after.artifact(right);
    if (first.isEmpty() || second.isEmpty()) {
      String run = (first.isEmpty() ? before : after).manifest().id();
      unseen.add(
          left.name() + ": what it put out in " + run + " is gone; only that it differs is known");
      return;
    }
    TreeSet<String> names = new TreeSet<>(left.outputs().keySet());
    names.addAll(right.outputs().keySet());
    for (String output : names) {
      if (!Objects.equals(left.outputs().get(output), right.outputs().get(output))) {
        compare(new Side(before, left, first.get()), new Side(after, right, second.get()), output);
      }
    }
  }

  private void compare(Side left, Side right, String output) throws IOException {
    String content = right.content(output);
    if (!content.equals(left.content(output))) {
      content = Side.FILES;
    }
    List<TableShard> rowsBefore = left.shards(output);
    List<TableShard> rowsAfter = right.shards(output);
    boolean otherRows = !digests(rowsBefore).equals(digests(rowsAfter));
    FilesDiff files = FilesDiff.NONE;
    TableDiff rows = null;
    if (request.tables()) {
      files = FilesDiff.between(left.others(output), right.others(output));
      if (otherRows && !content.equals(METRICS)) {
        rows = rows(right.stage().name(), output, content, rowsBefore, rowsAfter);
      }
    }
    AgreementDiff agreement = null;
    if (otherRows
        && request.agreements().contains(content)
        && (rows == null || rows.problem() == null)) {
      String name = right.stage().name() + "." + output;
      agreement = agreement(name, content, rowsBefore, rowsAfter);
    }
    if (rows != null || agreement != null || !files.isEmpty()) {
      outputs.add(new OutputDiff(right.stage().name(), output, content, files, rows, agreement));
    }
  }

  private static List<String> digests(List<TableShard> shards) {
    return shards.stream().map(TableShard::digest).sorted().toList();
  }

  private @Nullable AgreementDiff agreement(
      String name, String content, List<TableShard> rowsBefore, List<TableShard> rowsAfter)
      throws IOException {
    int samples = request.rows().samples();
    try {
      return switch (content) {
        case "predictions" -> PredictionPairs.between(rowsBefore, rowsAfter, samples);
        case "clusters" -> ClusterPairs.between(rowsBefore, rowsAfter, samples);
        case "embeddings" -> EmbeddingPairs.between(rowsBefore, rowsAfter);
        default -> null;
      };
    } catch (NoSuchFileException e) {
      unseen.add(name + ": " + e.getFile() + " is gone");
    } catch (ReportedException e) {
      unseen.add(name + ": " + String.join("; ", e.problems()));
    }
    return null;
  }

  private TableDiff rows(
      String stage,
      String output,
      String content,
      List<TableShard> rowsBefore,
      List<TableShard> rowsAfter)
      throws IOException {
    String name = stage + "." + output;
    Optional<TableKey> key = request.keys().of(name, content);
    if (key.isEmpty()) {
      return TableDiff.uncomparable(
          List.of(), "no key of its rows is known; name it: --key " + name + "=COLUMN[,COLUMN]");
    }
    TableDiff diff =
        compare(rowsBefore, rowsAfter, key.get(), request.differing().of(stage, output));
    if (diff.problem() != null) {
      request.differing().drop(stage, output);
    }
    return diff;
  }

  private TableDiff compare(
      List<TableShard> rowsBefore, List<TableShard> rowsAfter, TableKey key, RowSink.Factory sink)
      throws IOException {
    try {
      return request.rows().compare(rowsBefore, rowsAfter, key, sink);
    } catch (NoSuchFileException e) {
      return TableDiff.uncomparable(
          key.columns(), e.getFile() + " is gone, and its content is not in the store");
    } catch (ReportedException e) {
      return TableDiff.uncomparable(key.columns(), String.join("; ", e.problems()));
    }
  }
}
