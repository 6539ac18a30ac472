package io.reprise.stages.ingest;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a header that was a row of data once. Programs that take the first row of a file without a
 * header for one make its names different from each other before they write it again: pandas counts
 * the second 0 as 0.1.
 */
final class HeaderRowCheck {

  private static final Pattern COUNTED = Pattern.compile("([0-9.]+)\\.[0-9]+");

  private HeaderRowCheck() {}

  /** A name that gives it away. */
  static Optional<String> repeatedName(List<String> header) {
    Set<String> names = new TreeSet<>(header);
    return header.stream()
        .filter(
            name -> {
              Matcher counted = COUNTED.matcher(name);
              return counted.matches() && names.contains(counted.group(1));
            })
        .findFirst();
  }
}
