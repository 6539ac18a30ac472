package io.reprise.stages.spi;

import io.reprise.schemas.yaml.YamlNode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Text; numbers are taken as they are written. */
public record TextType() implements ParameterType {
  @Override
  public String describe() {
    return "a text";
  }

  @Override
  public @Nullable Object resolve(YamlNode node, String path, Consumer<String> problems) {
    return node instanceof YamlNode.Scalar scalar && scalar.value() != null
        ? scalar.text()
        : ParameterType.wrong(this, node, path, problems);
  }
}
