package io.reprise.stages.spi;

import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The values that a parameter can have, and how a pipeline file writes them.
 *
 * <p>Resolving turns what the file says into one canonical form for each value, with defaults
 * filled in, so that {@code 1} and {@code 1.0} for a real number give the same key.
 */
public sealed interface ParameterType {

  /** For messages and help: "an integer from 1 to 100". */
  String describe();

  /**
   * The canonical value: Boolean, Long, Double, String, or a List or Map (with the declared
   * parameters' names in their order) of these.
   *
   * @param path what messages call the parameter: {@code layers[2].conv.filters}
   * @param problems takes one line, with its place, for each thing that is wrong
   * @return null when something was wrong
   */
  @Nullable Object resolve(YamlNode node, String path, Consumer<String> problems);

  static ParameterType integer(long minimum, long maximum) {
    return new IntegerType(minimum, maximum);
  }

  static ParameterType real(double minimum, double maximum) {
    return new RealType(minimum, maximum);
  }

  static ParameterType flag() {
    return new FlagType();
  }

  static ParameterType text() {
    return new TextType();
  }

  static ParameterType choice(String... words) {
    return new ChoiceType(List.of(words));
  }

  static ParameterType list(ParameterType element) {
    return new ListType(element);
  }

  static ParameterType map(ParameterType value) {
    return new MapType(value);
  }

  static ParameterType struct(Parameter... fields) {
    return new StructType(List.of(fields));
  }

  static ParameterType oneOf(Map<String, List<Parameter>> variants) {
    return new VariantType(variants);
  }

  /** A 64-bit integer, both bounds included. */
  record IntegerType(long minimum, long maximum) implements ParameterType {
    @Override
    public String describe() {
      if (maximum == Long.MAX_VALUE) {
        return minimum == Long.MIN_VALUE ? "an integer" : "an integer of at least " + minimum;
      }
      return "an integer from " + minimum + " to " + maximum;
    }

    @Override
    public @Nullable Object resolve(YamlNode node, String path, Consumer<String> problems) {
      if (node instanceof YamlNode.Scalar scalar
          && scalar.value() instanceof Long value
          && value >= minimum
          && value <= maximum) {
        return value;
      }
      return wrong(this, node, path, problems);
    }
  }

  /** A finite double, both bounds included. */
  record RealType(double minimum, double maximum) implements ParameterType {
    @Override
    public String describe() {
      if (maximum == Double.MAX_VALUE) {
        return minimum == -Double.MAX_VALUE ? "a number" : "a number of at least " + minimum;
      }
      return "a number from " + minimum + " to " + maximum;
    }

    @Override
    public @Nullable Object resolve(YamlNode node, String path, Consumer<String> problems) {
      if (node instanceof YamlNode.Scalar scalar && scalar.value() instanceof Number number) {
        double value = number.doubleValue();
        if (value >= minimum && value <= maximum) {
          return value;
        }
      }
      return wrong(this, node, path, problems);
    }
  }

  /** True or false. */
  record FlagType() implements ParameterType {
    @Override
    public String describe() {
      return "true or false";
    }

    @Override
    public @Nullable Object resolve(YamlNode node, String path, Consumer<String> problems) {
      return node instanceof YamlNode.Scalar scalar && scalar.value() instanceof Boolean value
          ? value
          : wrong(this, node, path, problems);
    }
  }

  /** Text; numbers are taken as they are written. */
  record TextType() implements ParameterType {
    @Override
    public String describe() {
      return "a text";
    }

    @Override
    public @Nullable Object resolve(YamlNode node, String path, Consumer<String> problems) {
      return node instanceof YamlNode.Scalar scalar && scalar.value() != null
          ? scalar.text()
          : wrong(this, node, path, problems);
    }
  }

  /** One of some words. */
  record ChoiceType(List<String> words) implements ParameterType {
    @Override
    public String describe() {
      return "one of " + String.join(", ", words);
    }

    @Override
    public @Nullable Object resolve(YamlNode node, String path, Consumer<String> problems) {
      if (node instanceof YamlNode.Scalar scalar && scalar.value() instanceof String word) {
        if (words.contains(word)) {
          return word;
        }
        problems.accept(
            node.at().says(path + " cannot be '" + word + "'" + Nearest.hint(word, words)));
        return null;
      }
      return wrong(this, node, path, problems);
    }
  }

  /** Any number of values of one type. */
  record ListType(ParameterType element) implements ParameterType {
    @Override
    public String describe() {
      return "a list, each " + element.describe();
    }

    @Override
    public @Nullable Object resolve(YamlNode node, String path, Consumer<String> problems) {
      if (!(node instanceof YamlNode.Sequence sequence)) {
        return wrong(this, node, path, problems);
      }
      List<@Nullable Object> values = new ArrayList<>();
      for (int i = 0; i < sequence.elements().size(); i++) {
        values.add(element.resolve(sequence.elements().get(i), path + "[" + i + "]", problems));
      }
      return values;
    }
  }

  /** Names of one's own, each with a value of one type. */
  record MapType(ParameterType value) implements ParameterType {
    @Override
    public String describe() {
      return "a map, each value " + value.describe();
    }

    @Override
    public @Nullable Object resolve(YamlNode node, String path, Consumer<String> problems) {
      if (!(node instanceof YamlNode.Mapping mapping)) {
        return wrong(this, node, path, problems);
      }
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      mapping
          .entries()
          .forEach((key, each) -> values.put(key, value.resolve(each, path + "." + key, problems)));
      return values;
    }
  }

  /** A map with declared fields. */
  record StructType(List<Parameter> fields) implements ParameterType {
    @Override
    public String describe() {
      return "a map of " + String.join(", ", fields.stream().map(Parameter::name).toList());
    }

    @Override
    public @Nullable Object resolve(YamlNode node, String path, Consumer<String> problems) {
      return node instanceof YamlNode.Mapping mapping
          ? resolveFields(fields, mapping, path, problems)
          : wrong(this, node, path, problems);
    }
  }

  /** A map with exactly one key, which says what its value's fields are; or that key alone. */
  record VariantType(Map<String, List<Parameter>> variants) implements ParameterType {
    public VariantType {
      variants = new LinkedHashMap<>(variants);
    }

    @Override
    public String describe() {
      return "one of " + String.join(", ", variants.keySet()) + ", with its parameters";
    }

    @Override
    public @Nullable Object resolve(YamlNode node, String path, Consumer<String> problems) {
      YamlNode.Mapping fields = new YamlNode.Mapping(Map.of(), node.at());
      String kind;
      if (node instanceof YamlNode.Scalar scalar && scalar.value() instanceof String word) {
        kind = word;
      } else if (node instanceof YamlNode.Mapping mapping && mapping.entries().size() == 1) {
        kind = mapping.entries().keySet().iterator().next();
        YamlNode value = mapping.entries().values().iterator().next();
        if (value instanceof YamlNode.Mapping given) {
          fields = given;
        } else if (!(value instanceof YamlNode.Scalar scalar && scalar.value() == null)) {
          problems.accept(
              value.at().says(path + "." + kind + " must be a map, not " + value.describe()));
          return null;
        }
      } else {
        return wrong(this, node, path, problems);
      }
      List<Parameter> declared = variants.get(kind);
      if (declared == null) {
        problems.accept(
            node.at()
                .says(path + " cannot be '" + kind + "'" + Nearest.hint(kind, variants.keySet())));
        return null;
      }
      Map<String, @Nullable Object> resolved = new LinkedHashMap<>();
      resolved.put(kind, resolveFields(declared, fields, path + "." + kind, problems));
      return resolved;
    }
  }

  /**
   * The declared parameters' values, defaults filled in, absent ones null.
   *
   * @param path of the map, empty at the top
   */
  static Map<String, @Nullable Object> resolveFields(
      List<Parameter> declared, YamlNode.Mapping given, String path, Consumer<String> problems) {
    String prefix = path.isEmpty() ? "" : path + ".";
    List<String> names = declared.stream().map(Parameter::name).toList();
    given
        .entries()
        .forEach(
            (key, value) -> {
              if (!names.contains(key)) {
                problems.accept(
                    value
                        .at()
                        .says(
                            "unknown parameter '" + prefix + key + "'" + Nearest.hint(key, names)));
              }
            });
    Map<String, @Nullable Object> resolved = new LinkedHashMap<>();
    for (Parameter parameter : declared) {
      YamlNode node = given.get(parameter.name());
      if (node != null && node.plain() != null) {
        resolved.put(
            parameter.name(), parameter.type().resolve(node, prefix + parameter.name(), problems));
      } else if (parameter.required()) {
        problems.accept(
            given
                .at()
                .says(
                    "'"
                        + prefix
                        + parameter.name()
                        + "' is missing: "
                        + parameter.type().describe()));
      } else {
        resolved.put(parameter.name(), fallback(parameter, given));
      }
    }
    return resolved;
  }

  private static @Nullable Object fallback(Parameter parameter, YamlNode.Mapping given) {
    if (parameter.fallback() == null) {
      return null;
    }
    return parameter
        .type()
        .resolve(
            YamlNode.of(parameter.fallback(), given.at()),
            parameter.name(),
            problem -> {
              throw new IllegalStateException("a declared default is wrong: " + problem);
            });
  }

  private static @Nullable Object wrong(
      ParameterType type, YamlNode node, String path, Consumer<String> problems) {
    problems.accept(
        node.at().says(path + " must be " + type.describe() + ", not " + node.describe()));
    return null;
  }
}
