package io.reprise.stages;

import io.reprise.stages.spi.Stage;
import java.util.List;

/** The stage types that come with Reprise. */
public final class BuiltInStages {

  private BuiltInStages() {}

  public static List<Stage> all() {
    return List.of();
  }
}
