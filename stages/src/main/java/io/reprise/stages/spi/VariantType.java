package io.reprise.stages.spi;

import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A map with exactly one key, which says what its value's fields are; or that key alone. */
public record VariantType(Map<String, List<Parameter>> variants) implements ParameterType {
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
    } else if (node instanceof YamlNode.Mapping several && !several.entries().isEmpty()) {
      problems.accept(node.at().says(path + ambiguity(several.entries().keySet())));
      return null;
    } else {
      return ParameterType.wrong(this, node, path, problems);
    }
    List<Parameter> declared = variants.get(kind);
    if (declared == null) {
      problems.accept(
          node.at()
              .says(path + " cannot be '" + kind + "'" + Nearest.hint(kind, variants.keySet())));
      return null;
    }
    Map<String, @Nullable Object> resolved = new LinkedHashMap<>();
    resolved.put(kind, ParameterFields.resolve(declared, fields, path + "." + kind, problems));
    return resolved;
  }

  /**
   * A misspelled key beside the right one, or a value set beside the one that it should replace.
   */
  private String ambiguity(Set<String> kinds) {
    return kinds.stream()
        .filter(kind -> !variants.containsKey(kind))
        .findFirst()
        .map(wrong -> " cannot be '" + wrong + "'" + Nearest.hint(wrong, variants.keySet()))
        .orElseGet(
            () ->
                " is "
                    + String.join(" and ", kinds)
                    + ", but can be one only; to have another, set it as a whole, such as {"
                    + kinds.stream().reduce("", (first, last) -> last)
                    + ": {...}}");
  }
}
