package io.reprise.stages.spi;

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
 */
public record Externals(Map<String, Path> files, Map<String, @Nullable Object> facts) {

  public static final Externals NONE = new Externals(Map.of(), Map.of());

  public Externals {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
    facts = Collections.unmodifiableMap(new TreeMap<>(facts));
  }
}
