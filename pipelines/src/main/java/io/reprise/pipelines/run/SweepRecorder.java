package io.reprise.pipelines.run;

import io.reprise.pipelines.plan.UnionPlan;
import io.reprise.pipelines.plan.UnionPlan.Use;
import io.reprise.schemas.digest.Digest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tells each point what becomes of its stages, and the listener what becomes of points. */
final class SweepRecorder implements RunEvents {

  private final UnionPlan union;
  private final List<PointRun> points;
  private final SweepEvents listener;
  private final List<PointResult> results = new ArrayList<>();

  SweepRecorder(UnionPlan union, List<PointRun> points, SweepEvents listener) {
    this.union = union;
    this.points = points;
    this.listener = listener;
  }

  @Override
  public void waiting(String node) {
    Use first = first(node);
    listener.waiting(first.plan(), first.stage());
  }

  @Override
  public void warning(String node, String line) {
    Use first = first(node);
    listener.warning(first.plan(), first.stage(), line);
  }

  @Override
  public void started(String node, Digest key, List<String> why, Path progress) {
    Use first = first(node);
    points.get(first.plan()).started(first.stage(), key, why, progress);
    listener.started(first.plan(), first.stage(), key, progress);
  }

  @Override
  public void finished(String node, Outcome outcome, double seconds) {
    Use first = first(node);
    listener.ended(first.plan(), first.stage());
    for (Use use : union.uses(node)) {
      PointResult result =
          points.get(use.plan()).finished(use.stage(), outcome, seconds, use.equals(first));
      if (result != null) {
        add(result);
        listener.finished(result);
      }
    }
  }

  private synchronized void add(PointResult result) {
    results.add(result);
  }

  /** By point. */
  synchronized List<PointResult> results() {
    return results.stream().sorted(Comparator.comparingInt(PointResult::point)).toList();
  }

  private Use first(String node) {
    return union.uses(node).get(0);
  }
}
