package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Difference;
import io.reprise.pipelines.cache.Lookup;
import io.reprise.pipelines.cache.Preimage;
import io.reprise.pipelines.cache.Store;
import io.reprise.schemas.digest.Digest;
import java.util.List;
import java.util.Optional;

/** Says why a stage has to run, by comparing its key's preimage with the one of an earlier run. */
final class Explanation {

  private final Store store;
  private final RunHistory history;

  Explanation(Store store, RunHistory history) {
    this.store = store;
    this.history = history;
  }

  /** One line each, at least one. */
  List<String> why(String stage, Preimage wanted, Lookup miss) {
    if (miss instanceof Lookup.Damaged damaged) {
      return List.of("damaged: " + damaged.what());
    }
    Optional<Digest> key = history.latestKey(stage);
    if (key.isEmpty()) {
      return List.of("first run");
    }
    if (key.get().equals(wanted.key())) {
      return List.of("not in the store");
    }
    Optional<Preimage> before = store.preimage(key.get());
    if (before.isEmpty()) {
      return List.of("changed, but what it was before is not in the store");
    }
    return Difference.between(before.get(), wanted).stream().map(Difference::describe).toList();
  }
}
