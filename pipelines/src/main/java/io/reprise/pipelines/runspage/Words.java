package io.reprise.pipelines.runspage;

/** Texts of any length in a table. */
final class Words {

  private Words() {}

  /** At most so many characters, and a mark where there were more. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    return text.substring(0, end) + "\u2026";
  }
}
