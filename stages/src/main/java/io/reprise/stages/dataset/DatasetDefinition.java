package io.reprise.stages.dataset;

import io.reprise.schemas.yaml.Location;
import io.reprise.schemas.yaml.YamlNode;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of a dataset decides which examples its files become: all but addresses and words for
 * people.
 *
 * @param classes names, in the order of the labels
 * @param splits by name: {@code train} and perhaps {@code test}
 */
public record DatasetDefinition(
    String name, ImageShape shape, List<String> classes, Map<String, Split> splits)
    implements Serializable {

  public DatasetDefinition {
    classes = List.copyOf(classes);
    splits = Collections.unmodifiableMap(new LinkedHashMap<>(splits));
  }

  /** From {@link Dataset#facts}, on a worker that has no catalogue. */
  public static DatasetDefinition of(Map<String, ? extends @Nullable Object> facts) {
    Location nowhere = new Location("dataset " + facts.get("dataset"), 0);
    Map<String, @Nullable Object> own = new LinkedHashMap<>(facts);
    own.keySet().retainAll(DefinitionYaml.KEYS);
    return DefinitionYaml.parse(new Fields(YamlNode.of(own, nowhere), ""));
  }
}
