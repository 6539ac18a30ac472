package io.reprise.stages.spi;

import io.reprise.schemas.yaml.YamlNode;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Any YAML, for what only the user's own program understands; its real numbers are finite. */
public record AnyType() implements ParameterType {
  @Override
  public String describe() {
    return "any value";
  }

  @Override
  public @Nullable Object resolve(YamlNode node, String path, Consumer<String> problems) {
    check(node, path, problems);
    return node.plain();
  }

  private static void check(YamlNode node, String path, Consumer<String> problems) {
    if (node instanceof YamlNode.Mapping mapping) {
      mapping.entries().forEach((key, value) -> check(value, path + "." + key, problems));
    } else if (node instanceof YamlNode.Sequence sequence) {
      for (int i = 0; i < sequence.elements().size(); i++) {
        check(sequence.elements().get(i), path + "[" + i + "]", problems);
      }
    } else if (node.plain() instanceof Double number && !Double.isFinite(number)) {
      problems.accept(node.at().says(path + " must be a finite number, not " + node.describe()));
    }
  }
}
