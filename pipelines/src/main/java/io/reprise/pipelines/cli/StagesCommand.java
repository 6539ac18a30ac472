package io.reprise.pipelines.cli;

import io.reprise.pipelines.plan.StageTypes;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.ListType;
import io.reprise.stages.spi.MapType;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.StructType;
import io.reprise.stages.spi.VariantType;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows stage types. */
@Command(
    name = "stages",
    addMethodSubcommands = false,
    description = "List stage types, or show one's parameters, inputs and outputs.",
    sortOptions = false)
final class StagesCommand implements Callable<Integer> {

  @Parameters(arity = "0..1", paramLabel = "TYPE", description = "The stage type to show.")
  private @Nullable String wanted;

  @Option(
      names = "--pipeline",
      paramLabel = "PIPELINE",
      description = "Also show the stage types of the jars that this pipeline names.")
  private @Nullable String pipeline;

  @Mixin private CommonOptions common;

  private final PrintStream out = System.out;

  @Override
  public Integer call() {
    Project project = common.project();
    StageTypes types = pipeline == null ? project.stageTypes() : project.stageTypes(pipeline);
    if (wanted == null) {
      list(types.names().stream().map(name -> find(types, name)).toList());
    } else {
      StageType type = find(types, wanted);
      if (common.json()) {
        out.print(Json.write(StageTypeFacts.of(type)));
      } else if (common.forPeople()) {
        print(type);
      }
    }
    return ExitCodes.DONE;
  }

  private void list(List<StageType> types) {
    if (common.json()) {
      out.print(Json.write(types.stream().map(StageTypeFacts::of).toList()));
    } else if (common.forPeople()) {
      int width = Terminal.width(types.stream().map(StageType::name).toList());
      types.forEach(
          type -> out.println("  " + Terminal.pad(type.name(), width) + "  " + type.help()));
    }
  }

  private static StageType find(StageTypes types, String name) {
    return types
        .find(name)
        .map(Stage::type)
        .orElseThrow(
            () ->
                new ReportedException(
                    "there is no stage type '" + name + "'" + Nearest.hint(name, types.names())));
  }

  private void print(StageType type) {
    out.println(type.name() + ": " + type.help());
    out.println();
    type.inputs()
        .forEach(
            input ->
                out.printf(
                    Locale.ROOT,
                    "  in   %-12s %s%s: %s%n",
                    input.name().equals(StageType.ANY_NAME) ? "(any name)" : input.name(),
                    input.content().label(),
                    input.required() ? "" : ", optional",
                    input.help()));
    type.outputs()
        .forEach(
            output ->
                out.printf(
                    Locale.ROOT,
                    "  out  %-12s %s: %s%n",
                    output.name(),
                    output.content().label(),
                    output.help()));
    out.println();
    print(type.parameters(), "  ");
    out.println();
    out.println("Example:");
    type.example().lines().forEach(line -> out.println("  " + line));
  }

  private void print(List<Parameter> parameters, String indent) {
    for (Parameter parameter : parameters) {
      String fallback =
          parameter.required()
              ? ", required"
              : parameter.fallback() == null ? "" : ", default " + parameter.fallback();
      out.println(
          indent
              + parameter.name()
              + " ("
              + parameter.type().describe()
              + fallback
              + "): "
              + parameter.help());
      nested(parameter.type(), indent + "  ");
    }
  }

  private void nested(ParameterType type, String indent) {
    if (type instanceof ListType list) {
      nested(list.element(), indent);
    } else if (type instanceof MapType map) {
      nested(map.value(), indent);
    } else if (type instanceof StructType struct) {
      print(struct.fields(), indent);
    } else if (type instanceof VariantType variant) {
      variant
          .variants()
          .forEach(
              (kind, fields) -> {
                out.println(indent + kind + ":");
                print(fields, indent + "  ");
              });
    }
  }
}
