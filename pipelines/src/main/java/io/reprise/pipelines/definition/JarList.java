package io.reprise.pipelines.definition;

import io.reprise.pipelines.definition.PipelineDefinition.Jar;
import io.reprise.schemas.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads {@code jars: [path, ...]}. */
final class JarList {

  private JarList() {}

  /**
   * @param node null where the file has none
   */
  static List<Jar> read(@Nullable YamlNode node, Consumer<String> problems) {
    List<Jar> jars = new ArrayList<>();
    if (node instanceof YamlNode.Sequence sequence) {
      for (YamlNode element : sequence.elements()) {
        if (element instanceof YamlNode.Scalar scalar && scalar.value() != null) {
          jars.add(new Jar(scalar.text(), scalar.at()));
        } else {
          problems.accept(element.at().says("a jar is a path, not " + element.describe()));
        }
      }
    } else if (node != null && node.plain() != null) {
      problems.accept(node.at().says("'jars' must be a list of paths, not " + node.describe()));
    }
    return jars;
  }
}
