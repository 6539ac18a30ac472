package io.reprise.stages.spi;

import io.reprise.schemas.text.Numbers;
import io.reprise.schemas.yaml.YamlNode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A finite double, both bounds included. */
public record RealType(double minimum, double maximum) implements ParameterType {
  @Override
  public String describe() {
    if (maximum == Double.MAX_VALUE) {
      return minimum == -Double.MAX_VALUE ? "a number" : "a number of at least " + shown(minimum);
    }
    return "a number from " + shown(minimum) + " to " + shown(maximum);
  }

  @Override
  public @Nullable Object resolve(YamlNode node, String path, Consumer<String> problems) {
    if (node instanceof YamlNode.Scalar scalar && scalar.value() instanceof Number number) {
      double value = number.doubleValue();
      if (value >= minimum && value <= maximum) {
        return value;
      }
    }
    return ParameterType.wrong(this, node, path, problems);
  }

  private static String shown(double bound) {
    return bound == Math.rint(bound) ? String.valueOf((long) bound) : Numbers.text(bound);
  }
}
