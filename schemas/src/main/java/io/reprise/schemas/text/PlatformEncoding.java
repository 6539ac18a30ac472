package io.reprise.schemas.text;

import io.reprise.schemas.problem.ReportedException;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/**
 * What the JVM makes of characters in file names, and in the arguments and the environment of
 * processes. It takes that from the locale when it starts, and writes {@code ?} for what the locale
 * does not have; nothing can change it afterwards.
 */
public final class PlatformEncoding {

  private static final String NAME = System.getProperty("sun.jnu.encoding", "");

  private PlatformEncoding() {}

  /**
   * @throws ReportedException when there are characters that would be lost
   */
  public static void requireUtf8() {
    // Windows takes names and arguments as Unicode, whatever this property says.
    if (!NAME.equalsIgnoreCase("UTF-8") && File.separatorChar == '/') {
      throw new ReportedException(
          "Java takes file names and arguments for "
              + NAME
              + ", not UTF-8, and would damage them; set LC_ALL=C.UTF-8, or start it with"
              + " ./reprise, which does");
    }
  }

  /**
   * The same, unless all of the texts are ASCII, which any encoding has.
   *
   * @throws ReportedException when a character would be lost
   */
  public static void requireFor(Collection<String> texts) {
    if (!texts.stream().allMatch(StandardCharsets.US_ASCII.newEncoder()::canEncode)) {
      requireUtf8();
    }
  }
}
