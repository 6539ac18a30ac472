package io.reprise.pipelines.report;

import java.util.Locale;

/** Names of charts, which become names of files on systems that know no capitals. */
final class ChartName {

  private ChartName() {}

  /**
   * Of what a stage is shown by; another one for each stage.
   *
   * @param what lower case, digits and hyphens
   */
  static String of(String what, String stage) {
    StringBuilder name = new StringBuilder(what).append('-');
    for (char each : stage.toCharArray()) {
      boolean plain = (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9') || each == '-';
      name.append(plain ? Character.toString(each) : String.format(Locale.ROOT, "-%x", (int) each));
    }
    return name.toString();
  }
}
