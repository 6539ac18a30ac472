package io.reprise.pipelines.run;

import java.util.List;

/** Says that a selected stage needs one that is not selected and not in the store. */
final class MissingInput {

  private MissingInput() {}

  /**
   * @param why the store does not have it; may be empty
   */
  static String message(String upstream, List<String> why) {
    return "its input "
        + upstream
        + " is not in the store"
        + (why.isEmpty() ? "" : " (" + String.join("; ", why) + ")")
        + "; get it with --until "
        + upstream;
  }
}
