package io.reprise.stages.spi;

import io.reprise.schemas.yaml.YamlNode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** True or false. */
public record FlagType() implements ParameterType {
  @Override
  public String describe() {
    return "true or false";
  }

  @Override
  public @Nullable Object resolve(YamlNode node, String path, Consumer<String> problems) {
    return node instanceof YamlNode.Scalar scalar && scalar.value() instanceof Boolean value
        ? value
        : ParameterType.wrong(this, node, path, problems);
  }
}
