package io.reprise.pipelines.plot;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An axis of numbers.
 *
 * @param name with its unit; may be empty
 * @param least where it begins; null where the numbers decide
 * @param most where it ends; null where the numbers decide
 */
public record Axis(String name, Scale scale, @Nullable Double least, @Nullable Double most) {

  /** How numbers become places. */
  public enum Scale {
    LINEAR,
    /** Marks at whole numbers alone: epochs. */
    WHOLE,
    LOG,
    /** Milliseconds since 1970, UTC. */
    TIME
  }

  /** Ends that the numbers decide. */
  public static Axis of(String name) {
    return new Axis(name, Scale.LINEAR, null, null);
  }

  /** From 0 to 1. */
  public static Axis share(String name) {
    return new Axis(name, Scale.LINEAR, 0.0, 1.0);
  }

  public static Axis whole(String name) {
    return new Axis(name, Scale.WHOLE, null, null);
  }

  Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", name);
    map.put("scale", scale.name().toLowerCase(Locale.ROOT));
    map.put("least", least);
    map.put("most", most);
    return map;
  }
}
