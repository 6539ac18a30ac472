package io.reprise.pipelines.run;

import io.reprise.pipelines.cache.KeyRecord;
import java.util.List;

/** What a run would do with a stage. */
public sealed interface StageState {

  /** As {@code status} prints it. */
  String label();

  /** One line each. */
  default List<String> why() {
    return List.of();
  }

  /** The store has it. */
  record Cached(KeyRecord record) implements StageState {
    @Override
    public String label() {
      return "cached";
    }
  }

  /** It would be executed. */
  record WouldRun(List<String> why) implements StageState {
    @Override
    public String label() {
      return "would run";
    }
  }

  /**
   * Whether it would be executed shows when these stages have run: they may give the same bytes.
   */
  record DependsOn(List<String> upstream) implements StageState {
    @Override
    public String label() {
      return "depends on " + String.join(", ", upstream);
    }
  }

  /** It is not among the stages that may run, and the store does not have it. */
  record NotSelected(List<String> why) implements StageState {
    @Override
    public String label() {
      return "not selected";
    }
  }

  /** It would fail, for something outside the pipeline is not there. */
  record WouldFail(List<String> why) implements StageState {
    @Override
    public String label() {
      return "would fail";
    }
  }
}
