package io.reprise.stages.spi;

import io.reprise.schemas.digest.CanonicalDecoder;
import io.reprise.schemas.digest.CanonicalEncoder;
import java.io.Serializable;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Resolved parameters, all of the declared type and with defaults filled in; so the getters only
 * fail where a stage asks for what it has not declared.
 *
 * <p>They are kept as the key has them and read from that, so that a stage cannot see what its key
 * does not say, such as the order in which a file writes a map's entries.
 */
public final class Settings implements Serializable {

  private static final long serialVersionUID = 2L;

  /** Of {@link CanonicalEncoder}; all that is sent to workers. */
  private final byte[] encoding;

  private final transient Map<String, @Nullable Object> values;

  /**
   * @throws IllegalArgumentException when a value has no canonical form
   */
  public Settings(Map<String, ? extends @Nullable Object> values) {
    this(CanonicalEncoder.encode(values));
  }

  private Settings(byte[] encoding) {
    this.encoding = encoding;
    this.values = CanonicalDecoder.decodeMap(encoding);
  }

  private Object readResolve() {
    return new Settings(encoding);
  }

  /** The canonical values, for keys and manifests; maps are sorted by name. */
  public Map<String, @Nullable Object> values() {
    return values;
  }

  /** The same with another value for one parameter. */
  public Settings with(String name, Object value) {
    Map<String, @Nullable Object> changed = new HashMap<>(values);
    changed.put(name, value);
    return new Settings(changed);
  }

  /** Whether an optional parameter was given. */
  public boolean has(String name) {
    return values.get(name) != null;
  }

  public int integer(String name) {
    return Math.toIntExact(longInteger(name));
  }

  public long longInteger(String name) {
    return get(name, Long.class);
  }

  public double real(String name) {
    return get(name, Double.class);
  }

  public boolean flag(String name) {
    return get(name, Boolean.class);
  }

  public String text(String name) {
    return get(name, String.class);
  }

  /** A list of integers, reals, flags or texts. */
  public <T> List<T> list(String name, Class<T> element) {
    return get(name, List.class).stream().map(element::cast).toList();
  }

  /** A map of one's own names to integers, reals, flags or texts, sorted by name. */
  public <T> Map<String, T> map(String name, Class<T> value) {
    Map<String, T> map = new LinkedHashMap<>();
    ((Map<?, ?>) get(name, Map.class))
        .forEach((key, each) -> map.put((String) key, value.cast(each)));
    return Collections.unmodifiableMap(map);
  }

  public Settings struct(String name) {
    return of(get(name, Map.class));
  }

  public Variant variant(String name) {
    return variantOf(get(name, Map.class));
  }

  public List<Variant> variants(String name) {
    return get(name, List.class).stream().map(each -> variantOf((Map<?, ?>) each)).toList();
  }

  /**
   * A choice with parameters of its own, such as a layer.
   *
   * @param kind {@code conv}
   */
  public record Variant(String kind, Settings settings) implements Serializable {}

  private <T> T get(String name, Class<T> type) {
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no parameter '" + name + "' in " + values);
    }
    return type.cast(value);
  }

  private static Variant variantOf(Map<?, ?> map) {
    Map.Entry<?, ?> only = map.entrySet().iterator().next();
    return new Variant((String) only.getKey(), of((Map<?, ?>) only.getValue()));
  }

  private static Settings of(Map<?, ?> map) {
    Map<String, @Nullable Object> values = new HashMap<>();
    map.forEach((key, value) -> values.put((String) key, value));
    return new Settings(values);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Settings settings && values.equals(settings.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
