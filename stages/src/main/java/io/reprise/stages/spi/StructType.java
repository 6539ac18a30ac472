package io.reprise.stages.spi;

import io.reprise.schemas.yaml.YamlNode;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A map with declared fields. */
public record StructType(List<Parameter> fields) implements ParameterType {
  @Override
  public String describe() {
    return "a map of " + String.join(", ", fields.stream().map(Parameter::name).toList());
  }

  @Override
  public @Nullable Object resolve(YamlNode node, String path, Consumer<String> problems) {
    return node instanceof YamlNode.Mapping mapping
        ? ParameterFields.resolve(fields, mapping, path, problems)
        : ParameterType.wrong(this, node, path, problems);
  }
}
