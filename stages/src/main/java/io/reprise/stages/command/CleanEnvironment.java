package io.reprise.stages.command;

import io.reprise.schemas.text.Numbers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables of a program: nothing of the caller's but the way to the programs, so
 * that what the key does not cover does not reach it.
 */
final class CleanEnvironment {

  private static final String PATH = "PATH";
  private static final String HOME = "HOME";
  private static final String TMPDIR = "TMPDIR";

  private static final Map<String, String> FIXED =
      Map.of("LC_ALL", "C.UTF-8", "TZ", "UTC", "PYTHONHASHSEED", "0");

  /** The names that no parameter may have. */
  static final Set<String> OWN = own();

  private CleanEnvironment() {}

  private static Set<String> own() {
    Set<String> names = new TreeSet<>(FIXED.keySet());
    names.addAll(List.of(PATH, HOME, TMPDIR));
    return Set.copyOf(names);
  }

  /**
   * @param parameters of which lists, maps and nulls are left out
   */
  static Map<String, String> of(
      WorkingFolder folder, Map<String, ? extends @Nullable Object> parameters) {
    Map<String, String> environment = new TreeMap<>(FIXED);
    environment.put(PATH, Objects.requireNonNullElse(System.getenv(PATH), "/usr/bin:/bin"));
    environment.put(HOME, folder.home().toString());
    environment.put(TMPDIR, folder.temporary().toString());
    parameters.forEach(
        (name, value) -> {
          if (value != null && !(value instanceof Map) && !(value instanceof List)) {
            environment.put(name, Numbers.text(value));
          }
        });
    return environment;
  }
}
