package io.reprise.stages.spi;

import io.reprise.schemas.digest.CanonicalDecoder;
import io.reprise.schemas.digest.Digest;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a stage reads from outside the pipeline; all of it is part of the key.
 *
 * @param files by a name that says the same on every machine, such as the file's own; their
 *     contents are digested
 * @param facts further values that the key depends on, in the canonical encoder's types
 * @param expected what the files' contents should be, for those where it is known; not in the key,
 *     since a file that differs stops the run
 * @param remedy what to do about a file that differs, for the end of a message; may be empty where
 *     nothing is expected
 */
public record Externals(
    Map<String, Path> files,
    Map<String, @Nullable Object> facts,
    Map<String, Digest> expected,
    String remedy) {

  public static final Externals NONE = new Externals(Map.of(), Map.of());

  public Externals {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
    facts = CanonicalDecoder.canonical(facts); // no stage may see more than the key has
    expected = Collections.unmodifiableMap(new TreeMap<>(expected));
  }

  /** Files that may have any content. */
  public Externals(Map<String, Path> files, Map<String, @Nullable Object> facts) {
    this(files, facts, Map.of(), "");
  }
}
