package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.code.StageCode;
import io.reprise.pipelines.execute.StageExecutor;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.plan.Plan;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What running needs besides plans, whether of one or of many.
 *
 * @param random for the ends of run ids
 * @param environment see {@link Environment}
 */
record RunContext(
    Workspace workspace,
    StageCode code,
    StageExecutor executor,
    Clock clock,
    RandomGenerator random,
    Supplier<Map<String, @Nullable Object>> environment) {

  StageKeys keys(Store store) {
    return new StageKeys(store, workspace.surroundings(), code);
  }

  RunFolders runs() {
    return workspace.runFolders();
  }

  RunHistory history(Plan plan) throws IOException {
    return new RunHistory(plan.pipeline(), runs());
  }

  /**
   * A run that has no folder yet.
   *
   * @param start asked when the folder is made
   */
  NewRun newRun(Supplier<Instant> start) {
    return new NewRun(runs(), start, random::nextInt);
  }

  /**
   * A manifest of a run in which nothing is done yet.
   *
   * @param started instant as text
   */
  RunManifest begun(String id, Plan plan, String started) {
    return RunEnd.begun(id, plan, started, environment);
  }
}
