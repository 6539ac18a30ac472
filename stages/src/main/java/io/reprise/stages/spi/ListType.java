package io.reprise.stages.spi;

import io.reprise.schemas.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Any number of values of one type. */
public record ListType(ParameterType element) implements ParameterType {
  @Override
  public String describe() {
    return "a list, each " + element.describe();
  }

  @Override
  public @Nullable Object resolve(YamlNode node, String path, Consumer<String> problems) {
    if (!(node instanceof YamlNode.Sequence sequence)) {
      return ParameterType.wrong(this, node, path, problems);
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < sequence.elements().size(); i++) {
      values.add(element.resolve(sequence.elements().get(i), path + "[" + i + "]", problems));
    }
    return values;
  }
}
