package io.reprise.pipelines.diff;

import io.reprise.pipelines.cache.Difference;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.cache.StoredRecord;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.record.Metric;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Two runs compared.
 *
 * @param stages in the second run's order, then those of the first alone
 * @param machine facts that differ about the machines of stages whose bytes differ: under {@code
 *     run}, or the stage's name
 * @param ways from what was changed to the metrics that moved
 * @param metrics those whose values differ by more than the tolerance, or that only one run has
 * @param equalMetrics how many others each stage has; null where both tables of metrics are the
 *     same bytes, which nobody reads
 */
public record RunDiff(
    RunManifest before,
    RunManifest after,
    List<StageDiff> stages,
    List<Difference> machine,
    List<Way> ways,
    List<MetricDiff> metrics,
    @Nullable Map<String, Long> equalMetrics) {

  /** How a stage differs. */
  public enum Kind {
    /** Same key, same bytes. */
    SAME,
    /** Its key differs, but not its bytes. */
    SAME_BYTES,
    /** Its parameters, code or files were changed. */
    CHANGED,
    /** Only what it was given differs: a consequence of a change further up. */
    CONSEQUENCE,
    /** Same key but other bytes: the stage is not reproducible. */
    NOT_REPRODUCIBLE,
    ADDED,
    REMOVED,
    /** Its key differs, but the store no longer knows how. */
    UNKNOWN,
    /** It has no artifact in one of the runs. */
    NOT_THERE;

    /** Whether both runs have a result, and its bytes differ. */
    boolean hasOtherBytes() {
      return this == CHANGED || this == CONSEQUENCE || this == NOT_REPRODUCIBLE || this == UNKNOWN;
    }
  }

  /**
   * One stage compared.
   *
   * @param causes what was changed by somebody, as opposed to what followed
   */
  public record StageDiff(String name, Kind kind, List<Difference> causes) {}

  /** The part of the comparison that is about one stage. */
  public RunDiff only(String stage) {
    List<StageDiff> itsOwn = stages.stream().filter(s -> s.name().equals(stage)).toList();
    List<MetricDiff> its = metrics.stream().filter(m -> m.id().measuring().equals(stage)).toList();
    List<Difference> facts =
        machine.stream().filter(fact -> fact.name().startsWith(stage + ".")).toList();
    List<Way> through = ways.stream().filter(way -> way.stages().contains(stage)).toList();
    Map<String, Long> equal =
        equalMetrics == null
            ? null
            : Map.of(stage, Objects.requireNonNullElse(equalMetrics.get(stage), 0L));
    return new RunDiff(before, after, itsOwn, facts, through, its, equal);
  }

  /** The first stage, in the plan's order, that both runs have and whose bytes differ. */
  public Optional<String> firstDifferent() {
    return stages.stream()
        .filter(stage -> stage.kind().hasOtherBytes())
        .map(StageDiff::name)
        .findFirst();
  }

  /** Whether a stage that both runs have has other bytes in them, or no result in one of them. */
  public boolean hasOtherResults() {
    return stages.stream()
        .map(StageDiff::kind)
        .anyMatch(kind -> kind.hasOtherBytes() || kind == Kind.NOT_THERE);
  }

  /** Whether anything differs at all. */
  public boolean isEmpty() {
    return metrics.isEmpty() && stages.stream().allMatch(stage -> stage.kind() == Kind.SAME);
  }

  /**
   * @param tolerance largest difference of a metric that counts as none
   */
  public static RunDiff between(
      RunManifest before,
      RunManifest after,
      Stores stores,
      MetricsOfRuns metrics,
      double tolerance) {
    Set<String> names = new LinkedHashSet<>();
    after.stages().forEach(stage -> names.add(stage.name()));
    before.stages().forEach(stage -> names.add(stage.name()));
    List<StageDiff> stages = new ArrayList<>();
    for (String name : names) {
      if (hasKey(before, name) || hasKey(after, name)) {
        stages.add(stage(name, before.stage(name), after.stage(name), stores));
      }
    }
    boolean same = before.metrics() != null && sameArtifact(before.metrics(), after.metrics());
    List<MetricDiff> all =
        same ? List.of() : MetricDiff.between(metrics.of(before), metrics.of(after));
    List<MetricDiff> differing = all.stream().filter(m -> m.differs(tolerance)).toList();
    return new RunDiff(
        before,
        after,
        stages,
        MachineFacts.differences(before, after, stages),
        Way.all(after, stages, differing),
        differing,
        same ? null : equal(all, tolerance));
  }

  private static Map<String, Long> equal(List<MetricDiff> all, double tolerance) {
    return all.stream()
        .filter(metric -> !metric.differs(tolerance))
        .collect(Collectors.groupingBy(metric -> metric.id().measuring(), Collectors.counting()));
  }

  /** How many metrics are equal; null where all are, and nobody has counted them. */
  public @Nullable Long equalCount() {
    return equalMetrics == null
        ? null
        : (Long) equalMetrics.values().stream().mapToLong(Long::longValue).sum();
  }

  private static StageDiff stage(
      String name, Optional<StageEntry> before, Optional<StageEntry> after, Stores stores) {
    if (before.isEmpty() || after.isEmpty()) {
      return new StageDiff(name, before.isEmpty() ? Kind.ADDED : Kind.REMOVED, List.of());
    }
    String keyBefore = before.get().key();
    String keyAfter = after.get().key();
    if (keyBefore == null
        || keyAfter == null
        || !(before.get().succeeded() && after.get().succeeded())) {
      return new StageDiff(name, Kind.NOT_THERE, List.of());
    }
    boolean sameBytes = Objects.equals(before.get().artifact(), after.get().artifact());
    if (keyBefore.equals(keyAfter)) {
      return new StageDiff(name, sameBytes ? Kind.SAME : Kind.NOT_REPRODUCIBLE, List.of());
    }
    if (!(stores.before().storedRecord(new Digest(keyBefore)) instanceof StoredRecord.Found left)
        || !(stores.after().storedRecord(new Digest(keyAfter))
            instanceof StoredRecord.Found right)) {
      return new StageDiff(name, sameBytes ? Kind.SAME_BYTES : Kind.UNKNOWN, List.of());
    }
    List<Difference> causes =
        new ArrayList<>(
            Difference.between(left.record().preimage(), right.record().preimage(), stores::text));
    // Other contents of inputs follow from something further up.
    causes.removeIf(difference -> difference.part() == Difference.Part.INPUT);
    causes.addAll(rewired(before.get(), after.get()));
    if (sameBytes) {
      return new StageDiff(name, Kind.SAME_BYTES, causes);
    }
    return new StageDiff(name, causes.isEmpty() ? Kind.CONSEQUENCE : Kind.CHANGED, causes);
  }

  private static boolean sameArtifact(StageEntry left, @Nullable StageEntry right) {
    return right != null && left.artifact() != null && left.artifact().equals(right.artifact());
  }

  private static boolean hasKey(RunManifest run, String stage) {
    return run.stage(stage).filter(StageEntry::succeeded).isPresent();
  }

  private static List<Difference> rewired(StageEntry before, StageEntry after) {
    Set<String> names = new TreeSet<>(before.inputs().keySet());
    names.addAll(after.inputs().keySet());
    List<Difference> rewired = new ArrayList<>();
    for (String name : names) {
      Object left = before.inputs().get(name);
      Object right = after.inputs().get(name);
      if (!Objects.equals(left, right)) {
        rewired.add(new Difference(Difference.Part.WIRING, name, left, right));
      }
    }
    return rewired;
  }

  /** Where the two runs are kept; often the same. */
  public record Stores(Store before, Store after) {

    private Optional<String> text(Digest digest) {
      return before.text(digest).or(() -> after.text(digest));
    }
  }

  /** Finds the metrics of a run. */
  @FunctionalInterface
  public interface MetricsOfRuns {
    List<Metric> of(RunManifest run);
  }
}
