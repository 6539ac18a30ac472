package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Difference;
import io.reprise.pipelines.cache.Lookup;
import io.reprise.pipelines.cache.Preimage;
import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.digest.Digest;
import java.util.List;
import java.util.Optional;

/** Says why a stage has to run, by comparing its key's preimage with the one of an earlier run. */
final class Explanation {

  private final Store store;
  private final Optional<RunManifest> earlier;

  /**
   * @param earlier the latest run of the same pipeline, if there is one
   */
  Explanation(Store store, Optional<RunManifest> earlier) {
    this.store = store;
    this.earlier = earlier;
  }

  /** One line each, at least one. */
  List<String> why(String stage, Preimage wanted, Lookup miss) {
    if (miss instanceof Lookup.Damaged damaged) {
      return List.of("damaged: " + damaged.what());
    }
    Optional<Digest> key =
        earlier.flatMap(run -> run.stage(stage)).map(StageEntry::key).map(Digest::new);
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
