package io.reprise.pipelines.diff;

import io.reprise.pipelines.cache.Difference;
import io.reprise.pipelines.diff.RunDiff.StageDiff;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was different about the machines, which may give other bits for equal keys. */
final class MachineFacts {

  private static final Set<String> OF_THE_RUN =
      Set.of("architecture", "java", "processors", "reprise", "system");

  /** Topics that differ between any two executions. */
  private static final Set<String> OF_NO_INTEREST = Set.of("timing", "log");

  private MachineFacts() {}

  static List<Difference> differences(
      RunManifest before, RunManifest after, List<StageDiff> stages) {
    return Difference.ofMachines(facts(before, stages), facts(after, stages));
  }

  /** None where no bytes differ. */
  private static Map<String, @Nullable Object> facts(RunManifest run, List<StageDiff> stages) {
    Map<String, @Nullable Object> facts = new TreeMap<>();
    for (StageDiff stage : stages) {
      if (stage.kind().hasOtherBytes()) {
        Map<String, @Nullable Object> ofRun = new TreeMap<>(run.environment());
        ofRun.keySet().retainAll(OF_THE_RUN);
        facts.put("run", ofRun);
        Map<String, @Nullable Object> own =
            new TreeMap<>(run.stage(stage.name()).orElse(StageEntry.NONE).machine());
        own.keySet().removeAll(OF_NO_INTEREST);
        facts.put(stage.name(), own);
      }
    }
    return facts;
  }
}
