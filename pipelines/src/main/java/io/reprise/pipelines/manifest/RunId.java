package io.reprise.pipelines.manifest;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;

/** A run's start in UTC and four characters of chance: {@code 20261120-143502-k3f9}. */
final class RunId {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";
  private static final int SUFFIX_LENGTH = 4;
  private static final int TIME_LENGTH = 15;
  private static final Pattern FORM = Pattern.compile("\\d{8}-\\d{6}-[a-z0-9]{4}");

  private RunId() {}

  static boolean is(String name) {
    return FORM.matcher(name).matches();
  }

  /**
   * @param random gives a number below its argument
   */
  static String draw(Instant start, IntUnaryOperator random) {
    StringBuilder id = new StringBuilder(TIME.format(start)).append('-');
    for (int i = 0; i < SUFFIX_LENGTH; i++) {
      id.append(ALPHABET.charAt(random.applyAsInt(ALPHABET.length())));
    }
    return id.toString();
  }

  /** To the second. */
  static Instant start(String id) {
    return TIME.parse(id.substring(0, TIME_LENGTH), Instant::from);
  }
}
