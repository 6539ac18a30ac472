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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Two runs compared.
 *
 * @param stages in the second run's order, then those of the first alone
 * @param metrics those whose values differ by more than the tolerance, or that only one run has
 */
public record RunDiff(
    RunManifest before,
    RunManifest after,
    List<StageDiff> stages,
    List<MetricDiff> metrics,
    int equalMetrics) {

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
    NOT_THERE
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
    List<MetricDiff> its = metrics.stream().filter(m -> m.id().stage().equals(stage)).toList();
    return new RunDiff(before, after, itsOwn, its, equalMetrics);
  }

  /** Whether anything differs at all. */
  public boolean isEmpty() {
    return metrics.isEmpty() && stages.stream().allMatch(stage -> stage.kind() == Kind.SAME);
  }

  /**
   * @param tolerance largest difference of a metric that counts as none
   */
  public static RunDiff between(
      RunManifest before, RunManifest after, Store store, MetricsOfRuns metrics, double tolerance) {
    Set<String> names = new LinkedHashSet<>();
    after.stages().forEach(stage -> names.add(stage.name()));
    before.stages().forEach(stage -> names.add(stage.name()));
    List<StageDiff> stages = new ArrayList<>();
    for (String name : names) {
      if (hasKey(before, name) || hasKey(after, name)) {
        stages.add(stage(name, before.stage(name), after.stage(name), store));
      }
    }
    List<MetricDiff> all = MetricDiff.between(metrics.of(before), metrics.of(after));
    List<MetricDiff> differing = all.stream().filter(m -> m.differs(tolerance)).toList();
    return new RunDiff(before, after, stages, differing, all.size() - differing.size());
  }

  private static StageDiff stage(
      String name, Optional<StageEntry> before, Optional<StageEntry> after, Store store) {
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
    if (!(store.storedRecord(new Digest(keyBefore)) instanceof StoredRecord.Found left)
        || !(store.storedRecord(new Digest(keyAfter)) instanceof StoredRecord.Found right)) {
      return new StageDiff(name, Kind.UNKNOWN, List.of());
    }
    List<Difference> causes =
        new ArrayList<>(
            Difference.between(left.record().preimage(), right.record().preimage(), store::text));
    // Other contents of inputs follow from something further up.
    causes.removeIf(difference -> difference.part() == Difference.Part.INPUT);
    causes.addAll(rewired(before.get(), after.get()));
    if (sameBytes) {
      return new StageDiff(name, Kind.SAME_BYTES, causes);
    }
    return new StageDiff(name, causes.isEmpty() ? Kind.CONSEQUENCE : Kind.CHANGED, causes);
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

  /** Finds the metrics of a run. */
  @FunctionalInterface
  public interface MetricsOfRuns {
    List<Metric> of(RunManifest run);
  }
}
