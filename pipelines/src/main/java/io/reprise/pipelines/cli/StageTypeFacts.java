package io.reprise.pipelines.cli;

import io.reprise.stages.spi.ListType;
import io.reprise.stages.spi.MapType;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.StructType;
import io.reprise.stages.spi.VariantType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The declaration of a stage type, for JSON. */
final class StageTypeFacts {

  private StageTypeFacts() {}

  static Map<String, @Nullable Object> of(StageType type) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", type.name());
    map.put("help", type.help());
    map.put("inputs", type.inputs().stream().map(StageTypeFacts::of).toList());
    map.put("outputs", type.outputs().stream().map(StageTypeFacts::of).toList());
    map.put("parameters", of(type.parameters()));
    map.put("example", type.example());
    return map;
  }

  private static Map<String, @Nullable Object> of(StageType.Input input) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", input.name());
    map.put("content", input.content().label());
    map.put("required", input.required());
    map.put("help", input.help());
    return map;
  }

  private static Map<String, @Nullable Object> of(StageType.Output output) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", output.name());
    map.put("content", output.content().label());
    map.put("help", output.help());
    return map;
  }

  private static List<Map<String, @Nullable Object>> of(List<Parameter> parameters) {
    return parameters.stream().map(StageTypeFacts::of).toList();
  }

  private static Map<String, @Nullable Object> of(Parameter parameter) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", parameter.name());
    map.put("type", parameter.type().describe());
    map.put("required", parameter.required());
    map.put("default", parameter.fallback());
    map.put("help", parameter.help());
    putNested(parameter.type(), map);
    return map;
  }

  /** What a value is made of, where it is made of something. */
  private static void putNested(ParameterType type, Map<String, @Nullable Object> map) {
    if (type instanceof ListType list) {
      putNested(list.element(), map);
    } else if (type instanceof MapType values) {
      putNested(values.value(), map);
    } else if (type instanceof StructType struct) {
      map.put("fields", of(struct.fields()));
    } else if (type instanceof VariantType variant) {
      Map<String, @Nullable Object> variants = new LinkedHashMap<>();
      variant.variants().forEach((kind, fields) -> variants.put(kind, of(fields)));
      map.put("variants", variants);
    }
  }
}
