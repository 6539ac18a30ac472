package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Difference;
import io.reprise.pipelines.cache.Lookup;
import io.reprise.pipelines.cache.Preimage;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.cache.StoredRecord;
import io.reprise.pipelines.plan.Plan.PlannedStage;
import io.reprise.pipelines.run.StageKeys.Keyed;
import io.reprise.schemas.digest.Digest;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Says why a stage has to run, by comparing its key's preimage with the one of an earlier run. */
final class Explanation {

  private final Store store;
  private final RunHistory history;
  private final UnaryOperator<String> names;

  Explanation(Store store, RunHistory history) {
    this(store, history, name -> name);
  }

  /**
   * @param names from the names that stages have here to those in the history
   */
  Explanation(Store store, RunHistory history, UnaryOperator<String> names) {
    this.store = store;
    this.history = history;
    this.names = names;
  }

  /** One line each, at least one. */
  List<String> why(PlannedStage stage, Keyed wanted, Lookup miss) {
    if (miss instanceof Lookup.Damaged damaged) {
      return List.of("damaged: " + damaged.what());
    }
    Optional<Digest> key = history.latestKey(names.apply(stage.name()));
    if (key.isEmpty()) {
      return List.of("first run");
    }
    if (key.get().equals(wanted.preimage().key())) {
      return List.of("not in the store");
    }
    StoredRecord before = store.storedRecord(key.get());
    if (before instanceof StoredRecord.OtherFormat other) {
      return List.of("key format " + other.format() + " -> " + Preimage.FORMAT);
    }
    if (before instanceof StoredRecord.Found known) {
      return Difference.describe(
          Difference.between(
              known.record().preimage(),
              wanted.preimage(),
              listing -> wanted.text(listing).or(() -> store.text(listing))));
    }
    return List.of("changed, but what it was before is not in the store");
  }
}
