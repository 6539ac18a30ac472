package io.reprise.pipelines.report;

import java.util.Locale;

/** Says what a section leaves out. */
final class Bound {

  private Bound() {}

  /**
   * Adds a note where there are more than are shown.
   *
   * @param what of which there are so many, in the plural
   */
  static void note(SectionDraft section, int count, int most, String what) {
    if (count > most) {
      section.note(String.format(Locale.ROOT, "Shown are %,d of %,d %s.", most, count, what));
    }
  }
}
