package io.reprise.pipelines.outputs;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.tablediff.RowSink;
import io.reprise.pipelines.tablediff.TableComparison;
import io.reprise.pipelines.tablediff.TableDiff;
import io.reprise.pipelines.tablediff.TableKey;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
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
   * @param agreements contents whose meaning is compared: predictions, clusters, embeddings, model,
   *     epochs
   * @param tables whether cells are compared, and files that are no tables
   * @param pictures whether these are compared
   * @param keys of tables
   * @param rows how tables are compared
   * @param differing takes the rows that differ, and the pictures
   */
  public record Request(
      Predicate<String> stages,
      Set<String> agreements,
      boolean tables,
      boolean pictures,
      TableKeys keys,
      TableComparison rows,
      DifferingFiles differing) {}

  /** Takes what differs. */
  @FunctionalInterface
  public interface DifferingFiles {

    /** Takes none. */
    DifferingFiles NONE = (stage, output) -> RowSink.NONE;

    RowSink.Factory of(String stage, String output) throws IOException;

    /** Takes a picture of which pixels differ. */
    default void picture(String stage, String output, PictureDiff picture) throws IOException {}

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
        compare(
            OutputPair.of(
                new Side(before, left, first.get()), new Side(after, right, second.get()), output));
      }
    }
  }

  private void compare(OutputPair pair) throws IOException {
    FilesDiff files = FilesDiff.NONE;
    TableDiff rows = null;
    if (request.tables()) {
      files =
          FilesDiff.between(
              pair.before().others(pair.output()), pair.after().others(pair.output()));
      if (pair.hasOtherRows() && !pair.content().equals(METRICS)) {
        rows = rows(pair);
      }
    }
    List<PictureDiff> pictures = request.pictures() ? PicturePairs.between(pair) : List.of();
    for (PictureDiff picture : pictures) {
      if (picture.differing() != null && picture.differing() > 0) {
        request.differing().picture(pair.stage(), pair.output(), picture);
      }
    }
    AgreementDiff agreement = null;
    if (request.agreements().contains(pair.content()) && (rows == null || rows.problem() == null)) {
      agreement =
          orElse(
              () -> new Agreements(request.rows().samples()).of(pair),
              problem -> {
                unseen.add(pair.name() + ": " + problem);
                return null;
              });
    }
    if (rows != null || agreement != null || !files.isEmpty() || !pictures.isEmpty()) {
      outputs.add(
          new OutputDiff(
              pair.stage(), pair.output(), pair.content(), files, pictures, rows, agreement));
    }
  }

  private TableDiff rows(OutputPair pair) throws IOException {
    Optional<TableKey> key = request.keys().of(pair.name(), pair.content());
    if (key.isEmpty()) {
      return TableDiff.uncomparable(
          List.of(),
          "no key of its rows is known; name it: --key " + pair.name() + "=COLUMN[,COLUMN]");
    }
    RowSink.Factory sink = request.differing().of(pair.stage(), pair.output());
    TableDiff diff =
        Objects.requireNonNull(
            orElse(
                () -> request.rows().compare(pair.rowsBefore(), pair.rowsAfter(), key.get(), sink),
                problem -> TableDiff.uncomparable(key.get().columns(), problem)));
    if (diff.problem() != null) {
      request.differing().drop(pair.stage(), pair.output());
    }
    return diff;
  }

  /** Compares something. */
  @FunctionalInterface
  private interface Comparison<T> {
    @Nullable T compare() throws IOException;
  }

  /**
   * A comparison, or what stands for it where it cannot be made.
   *
   * @param instead of why it cannot
   */
  private static <T> @Nullable T orElse(
      Comparison<T> comparison, Function<String, @Nullable T> instead) throws IOException {
    try {
      return comparison.compare();
    } catch (NoSuchFileException e) {
      return instead.apply(e.getFile() + " is gone, and its content is not in the store");
    } catch (ReportedException e) {
      return instead.apply(String.join("; ", e.problems()));
    }
  }
}
