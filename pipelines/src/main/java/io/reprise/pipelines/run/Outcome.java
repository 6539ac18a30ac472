package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.cache.KeyRecord;
import io.reprise.schemas.digest.Digest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a stage came out of a run. */
public sealed interface Outcome {

  /** As manifests and the command line say it. */
  String label();

  /** One line each; empty where there is nothing to say. */
  default List<String> why() {
    return List.of();
  }

  /** Its artifact is in the store. */
  sealed interface Success extends Outcome {

    KeyRecord record();

    default Artifact artifact() {
      return record().artifact();
    }
  }

  /** The store had it. */
  record Reused(KeyRecord record) implements Success {

    @Override
    public String label() {
      return "cached";
    }
  }

  /** It was executed. */
  record Ran(KeyRecord record, List<String> why) implements Success {

    @Override
    public String label() {
      return "ran";
    }
  }

  /**
   * It was executed, or was to be, and failed; nothing was published.
   *
   * @param key null where it could not be computed
   */
  record Failed(@Nullable Digest key, List<String> why) implements Outcome {

    @Override
    public String label() {
      return "failed";
    }
  }

  /** It was at work when the run was interrupted; nothing was published. */
  record Interrupted(@Nullable Digest key, List<String> why) implements Outcome {

    @Override
    public String label() {
      return "interrupted";
    }
  }

  /** It was to run, but could not be started. */
  record Skipped(List<String> why) implements Outcome {

    @Override
    public String label() {
      return "skipped";
    }
  }

  /** It was not to run, and the store does not have it or nobody needed it. */
  record NotSelected(List<String> why) implements Outcome {

    @Override
    public String label() {
      return "not selected";
    }
  }

  /** What is in the store for it. */
  default Optional<KeyRecord> found() {
    return this instanceof Success success ? Optional.of(success.record()) : Optional.empty();
  }
}
