package io.reprise.pipelines.definition;

import io.reprise.pipelines.definition.PipelineDefinition.Jar;
import io.reprise.pipelines.definition.PipelineDefinition.StageDefinition;
import io.reprise.pipelines.definition.PipelineDefinition.Wire;
import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.text.Numbers;
import io.reprise.schemas.yaml.Location;
import io.reprise.schemas.yaml.Yaml;
import io.reprise.schemas.yaml.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads pipeline files, and collects all that is wrong with one before it gives up. */
public final class PipelineReader {

  private static final List<String> KEYS =
      List.of("pipeline", "description", "jars", "params", "stages", "matrix");
  private static final List<String> STAGE_KEYS = List.of("uses", "in", "with");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

  /** No file or folder has such a name on Windows, where a run's folder may be copied to. */
  private static final Pattern RESERVED = Pattern.compile("(?i)con|prn|aux|nul|com\\d|lpt\\d");

  private final List<String> problems = new ArrayList<>();

  /** In lower case: on some file systems, case makes no other name for a stage's folder. */
  private final Map<String, String> stageNames = new HashMap<>();

  private PipelineReader() {}

  /**
   * @param shownAs what messages call the file
   * @throws ReportedException with one line for each thing that is wrong
   */
  public static PipelineDefinition read(
      Path file, String shownAs, List<ParameterOverride> overrides) {
    return new PipelineReader().read(Yaml.read(file, shownAs), shownAs, overrides);
  }

  /**
   * What the file's {@code matrix} varies; nothing where it has none.
   *
   * @param shownAs what messages call the file
   * @throws ReportedException when it is no matrix
   */
  public static Matrix matrix(Path file, String shownAs) {
    return MatrixReader.read(
        Yaml.read(file, shownAs) instanceof YamlNode.Mapping top ? top.get("matrix") : null);
  }

  private PipelineDefinition read(YamlNode root, String file, List<ParameterOverride> overrides) {
    if (!(root instanceof YamlNode.Mapping top)) {
      throw new ReportedException(
          root.at()
              .says("a pipeline file is a map with pipeline and stages, not " + root.describe()));
    }
    rejectUnknown(top, KEYS, "");
    for (ParameterOverride override : overrides) {
      top = override.applyTo(top, problems::add);
    }
    String name = text(top, "pipeline", "the pipeline's name");
    Interpolation interpolation = new Interpolation(map(top, "params").entries(), problems::add);
    Map<String, YamlNode> params = interpolation.params();
    YamlNode.Mapping stages = map(top, "stages");
    if (stages.entries().isEmpty()) {
      problems.add(top.at().says("'stages' is missing: a map of at least one stage"));
    }
    List<StageDefinition> definitions = new ArrayList<>();
    stages
        .entries()
        .forEach((stage, node) -> definitions.add(stage(stage, interpolation.fill(node))));
    String description = top.get("description") == null ? "" : text(top, "description", "a text");
    requireMatrix(top.get("matrix"));
    List<Jar> jars = JarList.read(top.get("jars"), problems::add);
    if (!problems.isEmpty()) {
      throw new ReportedException(problems);
    }
    return new PipelineDefinition(name, file, description, jars, params, definitions);
  }

  /** What is wrong with it is said by every command, and not first by a sweep. */
  private void requireMatrix(@Nullable YamlNode matrix) {
    try {
      MatrixReader.read(matrix);
    } catch (ReportedException e) {
      problems.addAll(e.problems());
    }
  }

  private StageDefinition stage(String name, YamlNode node) {
    if (!NAME.matcher(name).matches() || name.equals("params")) {
      problems.add(
          node.at()
              .says(
                  "'" + name + "' cannot name a stage: letters, digits, _ and - only, not params"));
    }
    if (RESERVED.matcher(name).matches()) {
      problems.add(
          node.at().says("'" + name + "' cannot name a stage: Windows has no folder of this name"));
    }
    String same = stageNames.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
    if (same != null) {
      problems.add(
          node.at()
              .says("'" + name + "' and '" + same + "' differ by case alone: rename one of them"));
    }
    YamlNode.Mapping stage = stageMap(name, node);
    rejectUnknown(stage, STAGE_KEYS, " of stage '" + name + "'");
    YamlNode uses = stage.get("uses");
    return new StageDefinition(
        name,
        stage.at(),
        text(stage, "uses", "the type of stage '" + name + "'"),
        uses == null ? stage.at() : uses.at(),
        wires(map(stage, "in")),
        map(stage, "with"));
  }

  private YamlNode.Mapping stageMap(String name, YamlNode node) {
    if (node instanceof YamlNode.Mapping mapping) {
      return mapping;
    }
    problems.add(
        node.at()
            .says("stage '" + name + "' is a map with uses, in and with, not " + node.describe()));
    return new YamlNode.Mapping(Map.of("uses", new YamlNode.Scalar("?", node.at())), node.at());
  }

  private Map<String, Wire> wires(YamlNode.Mapping in) {
    Map<String, Wire> wires = new LinkedHashMap<>();
    in.entries()
        .forEach(
            (input, node) -> {
              if (!NAME.matcher(input).matches()) {
                problems.add(
                    node.at()
                        .says("'" + input + "' cannot name an input: letters, digits, _ and -"));
              }
              Wire wire = wire(node);
              if (wire == null) {
                problems.add(
                    node.at()
                        .says(
                            "input '"
                                + input
                                + "' is written as stage.output, not "
                                + node.describe()));
              } else {
                wires.put(input, wire);
              }
            });
    return wires;
  }

  private static @Nullable Wire wire(YamlNode node) {
    if (!(node instanceof YamlNode.Scalar scalar && scalar.value() instanceof String text)) {
      return null;
    }
    String[] parts = text.split("\\.", -1);
    return switch (parts.length) {
      case 1 -> new Wire(parts[0], null, node.at());
      case 2 -> new Wire(parts[0], parts[1], node.at());
      default -> null;
    };
  }

  private void rejectUnknown(YamlNode.Mapping mapping, List<String> known, String of) {
    mapping
        .entries()
        .forEach(
            (key, value) -> {
              if (!known.contains(key)) {
                problems.add(
                    value.at().says("unknown key '" + key + "'" + of + Nearest.hint(key, known)));
              }
            });
  }

  private String text(YamlNode.Mapping mapping, String key, String what) {
    YamlNode node = mapping.get(key);
    if (node instanceof YamlNode.Scalar scalar && scalar.value() != null) {
      return Numbers.text(scalar.value());
    }
    Location at = node == null ? mapping.at() : node.at();
    problems.add(
        at.says(
            node == null
                ? "'" + key + "' is missing: " + what
                : "'" + key + "' must be a text, not " + node.describe()));
    return "?";
  }

  private YamlNode.Mapping map(YamlNode.Mapping mapping, String key) {
    YamlNode node = mapping.get(key);
    if (node != null && node.plain() != null && !(node instanceof YamlNode.Mapping)) {
      problems.add(node.at().says("'" + key + "' must be a map, not " + node.describe()));
    }
    return mapping.mapping(key);
  }
}
