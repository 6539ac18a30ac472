package io.reprise.stages.spi;

import io.reprise.schemas.yaml.YamlNode;
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
public sealed interface ParameterType
    permits AnyType,
        IntegerType,
        RealType,
        FlagType,
        TextType,
        ChoiceType,
        ListType,
        MapType,
        StructType,
        VariantType {

  /** For messages and help: "an integer from 1 to 100". */
  String describe();

  /**
   * The canonical value: Boolean, Long, Double, String, or a List or Map (with the declared
   * parameters' names in their order) of these. Null is a value of {@link AnyType} alone.
   *
   * @param path what messages call the parameter: {@code layers[2].conv.filters}
   * @param problems takes one line, with its place, for each thing that is wrong
   * @return null also when something was wrong
   */
  @Nullable Object resolve(YamlNode node, String path, Consumer<String> problems);

  static ParameterType any() {
    return new AnyType();
  }

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

  /** Notes that a value is not of a type; null, for {@code resolve} to return. */
  static @Nullable Object wrong(
      ParameterType type, YamlNode node, String path, Consumer<String> problems) {
    problems.accept(
        node.at().says(path + " must be " + type.describe() + ", not " + node.describe()));
    return null;
  }
}
