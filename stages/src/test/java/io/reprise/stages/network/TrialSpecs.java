package io.reprise.stages.network;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.yaml.Location;
import io.reprise.schemas.yaml.Yaml;
import io.reprise.schemas.yaml.YamlNode;
import io.reprise.stages.spi.ParameterFields;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.table.ExampleFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Networks from the text of a pipeline file. */
public final class TrialSpecs {

  private TrialSpecs() {}

  public static NetworkSpec spec(String yaml, int channels, int side, int classes) {
    List<String> names = IntStream.range(0, classes).mapToObj(i -> "class " + i).toList();
    return NetworkSpec.of(
        settings(yaml),
        new ExampleFacts("trial", side, side, channels, names, 1),
        LayerKinds.builtIn());
  }

  public static Settings settings(String yaml) {
    return settings(yaml, LayerKinds.builtIn());
  }

  public static Settings settings(String yaml, LayerKinds kinds) {
    List<String> problems = new ArrayList<>();
    YamlNode node = Yaml.parse(yaml, new Location("test", 1));
    Settings settings =
        new Settings(
            ParameterFields.resolve(
                NetworkParameters.declared(kinds), (YamlNode.Mapping) node, "", problems::add));
    if (!problems.isEmpty()) {
      throw new ReportedException(problems);
    }
    return settings;
  }
}
