package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.Artifact;
import io.reprise.pipelines.cache.KeyRecord;
import java.util.List;
import java.util.Optional;

/** How a stage came out of a run. */
public sealed interface Outcome {

  /** As manifests and the command line say it. */
  String label();

  /** One line each; empty where there is nothing to say. */
  List<String> why();

  /** What is in the store for it. */
  default Optional<KeyRecord> record() {
    return Optional.empty();
  }

  default Optional<Artifact> artifact() {
    return record().map(KeyRecord::artifact);
  }

  /** The store had it. */
  record Reused(KeyRecord found) implements Outcome {
    @Override
    public String label() {
      return "cached";
    }

    @Override
    public List<String> why() {
      return List.of();
    }

    @Override
    public Optional<KeyRecord> record() {
      return Optional.of(found);
    }
  }

  /** It was executed. */
  record Ran(KeyRecord made, List<String> why) implements Outcome {
    @Override
    public String label() {
      return "ran";
    }

    @Override
    public Optional<KeyRecord> record() {
      return Optional.of(made);
    }
  }

  /** It was executed, or was to be, and failed; nothing was published. */
  record Failed(List<String> why) implements Outcome {
    @Override
    public String label() {
      return "failed";
    }
  }

  /** It was not needed, or could not be started. */
  record Skipped(List<String> why) implements Outcome {
    @Override
    public String label() {
      return "skipped";
    }
  }
}
