package io.reprise.pipelines.code;

import io.reprise.schemas.digest.Digest;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All code that a stage reaches, so that two builds can be compared part by part.
 *
 * @param parts SHA-256 in hexadecimal by a part's name: {@code stage
 *     io.reprise.stages.augment.AugmentStage}, {@code class io.reprise.stages.image.Rotation},
 *     {@code library smile-core-2.6.0.jar}, {@code resource io/reprise/stages/words.txt}, {@code
 *     jar my-stages.jar}
 */
public record Code(SortedMap<String, String> parts) {

  /** Begins the name of the stage's own class. */
  static final String START = "stage ";

  private static final String SEPARATOR = "  ";

  public Code {
    parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
  }

  /** One line a part, sorted by name, in the form of {@code sha256sum}. */
  public String text() {
    StringBuilder text = new StringBuilder();
    parts.forEach(
        (name, digest) -> text.append(digest).append(SEPARATOR).append(name).append('\n'));
    return text.toString();
  }

  /** Of {@link #text}: what a key holds. */
  public Digest digest() {
    return Digest.of(text());
  }

  /**
   * The inverse of {@link #text}.
   *
   * @throws IllegalArgumentException when a line is none of it
   */
  public static Code parse(String text) {
    SortedMap<String, String> parts = new TreeMap<>();
    text.lines()
        .forEach(
            line -> {
              int end = line.indexOf(SEPARATOR);
              if (end < 0) {
                throw new IllegalArgumentException("no digest and name: " + line);
              }
              String digest = new Digest(line.substring(0, end)).hex();
              parts.put(line.substring(end + SEPARATOR.length()), digest);
            });
    return new Code(parts);
  }
}
