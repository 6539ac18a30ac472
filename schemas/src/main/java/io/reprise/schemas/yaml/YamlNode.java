package io.reprise.schemas.yaml;

import io.reprise.schemas.text.Numbers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a YAML document, and the place where it starts. */
public sealed interface YamlNode {

  Location at();

  /** What the part is, for error messages: "a list", "the text 'abc'". */
  String describe();

  /**
   * The same without places: null, Boolean, Long, Double, String, List and Map in the file's order.
   */
  @Nullable Object plain();

  /**
   * One value.
   *
   * @param value null, a Boolean, Long, Double or String
   * @param text the value as it is written, so that a text can be {@code 1.10}
   */
  record Scalar(@Nullable Object value, String text, Location at) implements YamlNode {
    /** A value that nobody wrote. */
    public Scalar(@Nullable Object value, Location at) {
      this(value, value == null ? "" : Numbers.text(value), at);
    }

    @Override
    public String describe() {
      if (value == null) {
        return "nothing";
      }
      return value instanceof String text ? "the text '" + text + "'" : Numbers.text(value);
    }

    @Override
    public @Nullable Object plain() {
      return value;
    }
  }

  /** A list. */
  record Sequence(List<YamlNode> elements, Location at) implements YamlNode {
    public Sequence {
      elements = List.copyOf(elements);
    }

    @Override
    public String describe() {
      return "a list";
    }

    @Override
    public List<@Nullable Object> plain() {
      List<@Nullable Object> plain = new ArrayList<>();
      elements.forEach(element -> plain.add(element.plain()));
      return plain;
    }
  }

  /** A map, in the file's order. */
  record Mapping(Map<String, YamlNode> entries, Location at) implements YamlNode {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    public @Nullable YamlNode get(String key) {
      return entries.get(key);
    }

    /** The map under a key; an empty one where there is none. */
    public Mapping mapping(String key) {
      return entries.get(key) instanceof Mapping found ? found : new Mapping(Map.of(), at);
    }

    /** The same with another value under a key, which keeps its place if it is there. */
    public Mapping with(String key, YamlNode value) {
      Map<String, YamlNode> changed = new LinkedHashMap<>(entries);
      changed.put(key, value);
      return new Mapping(changed, at);
    }

    @Override
    public String describe() {
      return "a map";
    }

    @Override
    public Map<String, @Nullable Object> plain() {
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      entries.forEach((key, value) -> plain.put(key, value.plain()));
      return plain;
    }
  }

  /** A node for a value that comes from no file: a default, or a word of the command line. */
  static YamlNode of(@Nullable Object value, Location at) {
    if (value instanceof Map<?, ?> map) {
      Map<String, YamlNode> entries = new LinkedHashMap<>();
      map.forEach((key, element) -> entries.put((String) key, of(element, at)));
      return new Mapping(entries, at);
    }
    if (value instanceof List<?> list) {
      return new Sequence(list.stream().map(element -> of(element, at)).toList(), at);
    }
    return new Scalar(value instanceof Integer i ? Long.valueOf(i) : value, at);
  }
}
