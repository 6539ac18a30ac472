package io.reprise.pipelines.cli;

import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.run.RunRequest;
import io.reprise.pipelines.run.StageState;
import io.reprise.schemas.json.Json;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what a run would do. */
@Command(
    name = "status",
    addMethodSubcommands = false,
    description = "Say what would run, and why; run nothing.",
    abbreviateSynopsis = true,
    sortOptions = false)
final class StatusCommand implements Callable<Integer> {

  @Mixin private PipelineOptions pipeline;
  @Mixin private StageOptions stages;

  @Option(names = "--exit-code", description = "Exit with 3 when anything would run.")
  private boolean exitCode;

  @Mixin private SharedStoreOption store;
  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws IOException {
    Project project = store.project(common);
    Plan plan = pipeline.plan(project);
    Map<String, StageState> states = peek(project, plan, stages.request(plan), common);
    print(plan, states, common);
    return exitCode && states.values().stream().anyMatch(StatusCommand::mayRun)
        ? ExitCodes.DIFFERENT
        : ExitCodes.DONE;
  }

  private static boolean mayRun(StageState state) {
    return !(state instanceof StageState.Cached || state instanceof StageState.NotSelected);
  }

  static Map<String, StageState> peek(
      Project project, Plan plan, RunRequest request, CommonOptions common) throws IOException {
    return project
        .runner(plan, Map::of, common.warnings(System.err::println))
        .inspect(plan, request);
  }

  static void print(Plan plan, Map<String, StageState> states, CommonOptions common) {
    if (common.json()) {
      Map<String, @Nullable Object> stages = new LinkedHashMap<>();
      states.forEach(
          (name, state) -> {
            Map<String, @Nullable Object> stage = new LinkedHashMap<>();
            stage.put("state", state.label());
            stage.put("why", state.why());
            stages.put(name, stage);
          });
      System.out.print(Json.write(stages));
    } else if (common.forPeople()) {
      int width = Terminal.width(plan.names());
      states.forEach(
          (name, state) -> {
            String why = state.why().isEmpty() ? "" : " (" + String.join("; ", state.why()) + ")";
            System.out.println("  " + Terminal.pad(name, width) + "  " + state.label() + why);
          });
    }
  }
}
