package io.reprise.schemas.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Typed access to what {@link Json} read; a field that is missing or of another type is an error.
 */
public final class JsonMaps {

  private JsonMaps() {}

  /**
   * @throws IllegalArgumentException when it is missing or null
   */
  public static Object get(Map<?, ?> object, String name) {
    Object value = object.get(name);
    if (value == null) {
      throw new IllegalArgumentException("'" + name + "' is missing");
    }
    return value;
  }

  public static String text(Map<?, ?> object, String name) {
    return as(object, name, String.class);
  }

  public static long integer(Map<?, ?> object, String name) {
    return as(object, name, Long.class);
  }

  public static double real(Map<?, ?> object, String name) {
    return as(object, name, Number.class).doubleValue();
  }

  public static Map<String, @Nullable Object> map(Map<?, ?> object, String name) {
    return asMap(get(object, name), name);
  }

  /** A list of objects. */
  public static List<Map<String, @Nullable Object>> maps(Map<?, ?> object, String name) {
    return as(object, name, List.class).stream().map(each -> asMap(each, name)).toList();
  }

  /** A list of texts. */
  public static List<String> texts(Map<?, ?> object, String name) {
    return as(object, name, List.class).stream().map(String.class::cast).toList();
  }

  private static Map<String, @Nullable Object> asMap(Object value, String name) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("'" + name + "' is not an object");
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, each) -> copy.put((String) key, each));
    return copy;
  }

  private static <T> T as(Map<?, ?> object, String name, Class<T> type) {
    Object value = get(object, name);
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException("'" + name + "' is " + value);
    }
    return type.cast(value);
  }
}
