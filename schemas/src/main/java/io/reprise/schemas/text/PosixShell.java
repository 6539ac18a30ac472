package io.reprise.schemas.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words as a POSIX shell takes them for what they are. */
public final class PosixShell {

  /** What no shell takes for anything else. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,@%+-]+");

  private PosixShell() {}

  /** One word, in quotes if it has to be. */
  public static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** A command and its arguments. */
  public static String line(List<String> words) {
    return words.stream().map(PosixShell::quoted).collect(Collectors.joining(" "));
  }
}
