package io.reprise.pipelines.cli;

/**
 * Columns that text takes on a terminal: two for East Asian wide characters and emoji, none for
 * combining marks. Ranges as in Unicode's East Asian Width; whole blocks of symbols count as wide
 * where some of them are, so that a line that is said to fit does.
 */
final class TextWidth {

  private static final int[][] WIDE = {
    {0x1100, 0x115f}, // Hangul Jamo
    {0x231a, 0x231b},
    {0x23e9, 0x23f3},
    {0x25fd, 0x25fe},
    {0x2614, 0x27bf}, // symbols and dingbats
    {0x2b1b, 0x2b55},
    {0x2e80, 0x303e}, // CJK radicals to CJK symbols
    {0x3041, 0xa4cf}, // kana to Yi
    {0xa960, 0xa97f},
    {0xac00, 0xd7a3}, // Hangul syllables
    {0xf900, 0xfaff},
    {0xfe30, 0xfe6f},
    {0xff00, 0xff60}, // fullwidth forms
    {0xffe0, 0xffe6},
    {0x1f000, 0x1faff}, // emoji
    {0x20000, 0x3fffd},
  };

  private static final int EMOJI_VARIATION = 0xfe0f;

  private TextWidth() {}

  static int of(String text) {
    return text.codePoints().map(TextWidth::of).sum();
  }

  /** As much of the text's beginning as takes at most so many columns. */
  static String cut(String text, int columns) {
    int width = 0;
    int end = 0;
    while (end < text.length()) {
      int character = text.codePointAt(end);
      width += of(character);
      if (width > columns) {
        break;
      }
      end += Character.charCount(character);
    }
    return text.substring(0, end);
  }

  private static int of(int character) {
    if (character == EMOJI_VARIATION) {
      return 1; // makes the character before it wide
    }
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT
        || type == Character.CONTROL) {
      return 0;
    }
    for (int[] range : WIDE) {
      if (character >= range[0] && character <= range[1]) {
        return 2;
      }
    }
    return 1;
  }
}
