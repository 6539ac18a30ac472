package io.reprise.stages.spi;

import io.reprise.schemas.yaml.YamlNode;
import java.util.Map;
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
    return isFinite(node, path, problems) ? node.plain() : null;
  }

  private static boolean isFinite(YamlNode node, String path, Consumer<String> problems) {
    boolean finite = true;
    if (node instanceof YamlNode.Mapping mapping) {
      for (Map.Entry<String, YamlNode> entry : mapping.entries().entrySet()) {
        finite &= isFinite(entry.getValue(), path + "." + entry.getKey(), problems);
      }
    } else if (node instanceof YamlNode.Sequence sequence) {
      for (int i = 0; i < sequence.elements().size(); i++) {
        finite &= isFinite(sequence.elements().get(i), path + "[" + i + "]", problems);
      }
    } else if (node.plain() instanceof Double number && !Double.isFinite(number)) {
      problems.accept(node.at().says(path + " must be a finite number, not " + node.describe()));
      finite = false;
    }
    return finite;
  }
}
