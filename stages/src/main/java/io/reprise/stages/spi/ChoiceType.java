package io.reprise.stages.spi;

import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.yaml.YamlNode;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One of some words. */
public record ChoiceType(List<String> words) implements ParameterType {
  @Override
  public String describe() {
    return "one of " + String.join(", ", words);
  }

  @Override
  public @Nullable Object resolve(YamlNode node, String path, Consumer<String> problems) {
    if (node instanceof YamlNode.Scalar scalar && scalar.value() instanceof String word) {
      if (words.contains(word)) {
        return word;
      }
      problems.accept(
          node.at().says(path + " cannot be '" + word + "'" + Nearest.hint(word, words)));
      return null;
    }
    return ParameterType.wrong(this, node, path, problems);
  }
}
