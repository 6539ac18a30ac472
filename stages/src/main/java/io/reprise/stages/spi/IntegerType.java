package io.reprise.stages.spi;

import io.reprise.schemas.yaml.YamlNode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A 64-bit integer, both bounds included. */
public record IntegerType(long minimum, long maximum) implements ParameterType {
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
    return ParameterType.wrong(this, node, path, problems);
  }
}
