package io.reprise.stages.spi;

import io.reprise.schemas.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Names of one's own, each with a value of one type. */
public record MapType(ParameterType value) implements ParameterType {
  @Override
  public String describe() {
    return "a map, each value " + value.describe();
  }

  @Override
  public @Nullable Object resolve(YamlNode node, String path, Consumer<String> problems) {
    if (!(node instanceof YamlNode.Mapping mapping)) {
      return ParameterType.wrong(this, node, path, problems);
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach((key, each) -> values.put(key, value.resolve(each, path + "." + key, problems)));
    return values;
  }
}
