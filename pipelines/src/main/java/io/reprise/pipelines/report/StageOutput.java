package io.reprise.pipelines.report;

import io.reprise.pipelines.manifest.StageEntry;

/** An output of a stage that has an artifact. */
record StageOutput(StageEntry stage, String name) {

  /** As pipeline files name it: {@code evaluate.predictions}. */
  String path() {
    return stage.name() + "." + name;
  }
}
