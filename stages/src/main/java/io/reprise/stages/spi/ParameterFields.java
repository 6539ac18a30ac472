package io.reprise.stages.spi;

import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Maps with declared fields, from a whole stage's parameters to those of a layer. */
public final class ParameterFields {

  private ParameterFields() {}

  /**
   * The declared parameters' values, defaults filled in, absent ones null.
   *
   * @param path of the map, empty at the top
   */
  public static Map<String, @Nullable Object> resolve(
      List<Parameter> declared, YamlNode.Mapping given, String path, Consumer<String> problems) {
    String prefix = path.isEmpty() ? "" : path + ".";
    rejectUnknown(declared, given, prefix, problems);
    Map<String, @Nullable Object> resolved = new LinkedHashMap<>();
    for (Parameter parameter : declared) {
      String name = prefix + parameter.name();
      YamlNode node = given.get(parameter.name());
      if (node != null && node.plain() != null) {
        resolved.put(parameter.name(), parameter.type().resolve(node, name, problems));
      } else if (parameter.required()) {
        String missing = "'" + name + "' is missing: " + parameter.type().describe();
        problems.accept(given.at().says(missing));
      } else {
        resolved.put(parameter.name(), fallback(parameter, given));
      }
    }
    return resolved;
  }

  private static void rejectUnknown(
      List<Parameter> declared, YamlNode.Mapping given, String prefix, Consumer<String> problems) {
    List<String> names = declared.stream().map(Parameter::name).toList();
    given
        .entries()
        .forEach(
            (key, value) -> {
              if (!names.contains(key)) {
                String unknown = "unknown parameter '" + prefix + key + "'";
                problems.accept(value.at().says(unknown + Nearest.hint(key, names)));
              }
            });
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
}
