package io.reprise.pipelines.cache;

import io.reprise.schemas.digest.Digest;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The files that a stage reads from outside the pipeline. A key has the digest of their listing,
 * whose text is an object of the store, so that a key record of a million files is as small as that
 * of one.
 *
 * @param digests of the files' contents by their names
 */
public record FileListing(SortedMap<String, Digest> digests) {

  private static final String SEPARATOR = "  ";
  private static final char ESCAPE = '\\';

  public FileListing {
    digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
  }

  /**
   * The listing that a key has the digest of; empty where its text is not known.
   *
   * @param digest empty for a stage that reads no files from outside
   * @param texts of listings
   */
  public static Optional<FileListing> of(
      Optional<Digest> digest, Function<Digest, Optional<String>> texts) {
    return digest.isEmpty()
        ? Optional.of(new FileListing(new TreeMap<>()))
        : texts.apply(digest.get()).map(FileListing::parse);
  }

  /**
   * One line a file, sorted by name, as {@code sha256sum} writes and checks it: the digest, two
   * spaces, the name. Where a name has a line break or a backslash, the line starts with a
   * backslash and the name has {@code \n}, {@code \r} or {@code \\} in their place, so that no two
   * listings have the same text.
   */
  public String text() {
    StringBuilder text = new StringBuilder();
    digests.forEach((name, digest) -> text.append(line(name, digest)));
    return text.toString();
  }

  /**
   * Of {@link #text}, which is never in memory as a whole.
   *
   * @throws IllegalArgumentException when a name is no Unicode, and so has no bytes of its own
   */
  public Digest digest() {
    MessageDigest sha256 = Digest.sha256();
    CharsetEncoder utf8 = StandardCharsets.UTF_8.newEncoder();
    digests.forEach(
        (name, digest) -> {
          try {
            sha256.update(utf8.encode(CharBuffer.wrap(line(name, digest))));
          } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the name of a file is no Unicode", e);
          }
        });
    return Digest.finished(sha256);
  }

  private static String line(String name, Digest digest) {
    String escaped = escaped(name);
    String start = escaped.equals(name) ? "" : String.valueOf(ESCAPE);
    return start + digest.hex() + SEPARATOR + escaped + "\n";
  }

  private static String escaped(String name) {
    return name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  /**
   * The inverse of {@link #text}.
   *
   * @throws IllegalArgumentException when a line is none of it
   */
  public static FileListing parse(String text) {
    SortedMap<String, Digest> digests = new TreeMap<>();
    text.lines().forEach(line -> parse(line, digests));
    return new FileListing(digests);
  }

  private static void parse(String line, SortedMap<String, Digest> digests) {
    boolean escaped = line.charAt(0) == ESCAPE;
    int end = line.indexOf(SEPARATOR);
    if (end < 0) {
      throw new IllegalArgumentException("no digest and name: " + line);
    }
    String name = line.substring(end + SEPARATOR.length());
    Digest digest = new Digest(line.substring(escaped ? 1 : 0, end));
    digests.put(escaped ? unescaped(name) : name, digest);
  }

  private static String unescaped(String name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      if (letter == ESCAPE && ++i < name.length()) {
        letter =
            switch (name.charAt(i)) {
              case 'n' -> '\n';
              case 'r' -> '\r';
              default -> name.charAt(i);
            };
      }
      text.append(letter);
    }
    return text.toString();
  }
}
