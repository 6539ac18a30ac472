package io.reprise.pipelines.cli;

import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.diff.RunDiff;
import io.reprise.pipelines.diff.SeedNoise;
import io.reprise.pipelines.diffpage.DiffPage;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.outputs.OutputComparison;
import io.reprise.pipelines.outputs.OutputDiff;
import io.reprise.pipelines.outputs.OutputsDiff;
import io.reprise.pipelines.outputs.RunOutputs;
import io.reprise.pipelines.tablediff.TableComparison;
import io.reprise.pipelines.tablediff.Tolerance;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.rule.KnownTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares two runs. */
@Command(
    name = "diff",
    addMethodSubcommands = false,
    description = {
      "Say what differs between two runs: what was changed, what followed from it, which metrics,"
          + " which rows.",
      "Exits with 3 when anything differs."
    },
    sortOptions = false)
final class DiffCommand implements Callable<Integer> {

  private static final int IN_TEXT = 3;
  private static final int ON_A_PAGE = 12;

  @Parameters(
      arity = "0..1",
      index = "0",
      paramLabel = "RUN_A",
      description =
          "An id, its beginning, a name, latest or latest~1. Default: the run before RUN_B of the same"
              + " pipeline.")
  private @Nullable String runA;

  @Parameters(
      arity = "0..1",
      index = "1",
      paramLabel = "RUN_B",
      description = "Default: the latest run.")
  private @Nullable String runB;

  @Mixin private DiffOptions options;
  @Mixin private HtmlOption html;
  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws IOException {
    if (html.isGiven()) {
      html.file();
    }
    Project own = common.project();
    Project other = options.with() == null ? own : elsewhere(own, options.with());
    RunManifest after = other.runs().find(runB == null ? "latest" : runB);
    RunManifest before =
        runA == null ? previous(own.runs(), after, other.equals(own)) : own.runs().find(runA);
    try (Store left = Store.open(own.store());
        Store right = Store.open(other.store())) {
      RunOutputs first = new RunOutputs(before, own.runs().folder(before.id()), left);
      RunOutputs second = new RunOutputs(after, other.runs().folder(after.id()), right);
      RunComparison comparison = compare(own, first, second);
      if (html.isGiven()) {
        html.write(DiffPage.of(comparison.view(first, second, options.words())));
      }
      if (common.json()) {
        System.out.print(Json.write(DiffJson.of(comparison)));
      } else if (common.forPeople() && html.isGiven()) {
        System.out.println(Project.shown(html.file()));
      } else if (common.forPeople()) {
        new DiffText(comparison).print(System.out);
      }
      return comparison.isEmpty() ? ExitCodes.DONE : ExitCodes.DIFFERENT;
    }
  }

  private static Project elsewhere(Project own, Path outputs) {
    Path folder = outputs.toAbsolutePath();
    Project other = new Project(own.home(), folder, "");
    if (!Files.isDirectory(other.store())) {
      throw new ReportedException(
          "--with "
              + outputs
              + ": there is no store in it; name the folder 'outputs' of a project");
    }
    return other;
  }

  private RunComparison compare(Project project, RunOutputs before, RunOutputs after)
      throws IOException {
    Tolerance tolerance = options.tolerance();
    RunDiff all =
        RunDiff.between(
            before.manifest(),
            after.manifest(),
            new RunDiff.Stores(before.store(), after.store()),
            run -> RunMetricsFile.read(run, (run == before.manifest() ? before : after).folder()),
            tolerance.of(RunMetricsFile.VALUE));
    String stage = options.stage();
    RunDiff runs = stage == null ? all : all.only(known(stage, all));
    OutputsDiff outputs = OutputsDiff.NONE;
    boolean tables = options.sections().contains(DiffSection.TABLES);
    boolean pictures = options.sections().contains(DiffSection.PICTURES);
    if ((tables || pictures || !options.agreements().isEmpty()) && runs.hasOtherResults()) {
      List<String> unseen = new ArrayList<>();
      KnownTables known = knownTables(project, after.manifest(), unseen);
      outputs =
          OutputComparison.between(
                  before,
                  after,
                  new OutputComparison.Request(
                      name -> stage == null || stage.equals(name),
                      options.agreements(),
                      tables,
                      pictures,
                      options.keys(known),
                      TableComparison.of(
                          tolerance, options.limit(html.isGiven() ? ON_A_PAGE : IN_TEXT)),
                      options.differing()))
              .andUnseen(unseen);
      requireColumns(tolerance, outputs);
    }
    return new RunComparison(options.sections(), runs, outputs, seeds(runs, before, after));
  }

  /** Runs beside the two are only read where an accuracy differs. */
  private List<SeedNoise> seeds(RunDiff diff, RunOutputs before, RunOutputs after)
      throws IOException {
    boolean said =
        options.sections().contains(DiffSection.METRICS)
            || options.sections().contains(DiffSection.PREDICTIONS);
    return said
        ? new RunReplicates(common.warnings(System.err::println)).noise(diff, before, after)
        : List.of();
  }

  /** Where a jar is gone, those of Reprise can be compared all the same. */
  private static KnownTables knownTables(Project project, RunManifest run, List<String> unseen) {
    try {
      return project.knownTables(run);
    } catch (ReportedException e) {
      unseen.add("tables of contents that are a jar's own: " + String.join("; ", e.problems()));
      return KnownTables.builtIn();
    }
  }

  /** A name that is mistyped would be taken for one that makes no difference. */
  private static void requireColumns(Tolerance tolerance, OutputsDiff outputs) {
    Set<String> compared = new TreeSet<>(List.of(RunMetricsFile.VALUE));
    for (OutputDiff output : outputs.outputs()) {
      if (output.table() != null) {
        compared.addAll(output.table().compared());
      }
    }
    Set<String> named = new TreeSet<>(tolerance.ignored());
    named.addAll(tolerance.columns().keySet());
    named.removeAll(compared);
    if (compared.size() > 1 && !named.isEmpty()) {
      String first = named.iterator().next();
      throw new ReportedException(
          "no table that differs has a column '"
              + first
              + "' besides its key"
              + Nearest.hint(first, compared));
    }
  }

  private static String known(String stage, RunDiff diff) {
    List<String> names = diff.stages().stream().map(RunDiff.StageDiff::name).toList();
    if (!names.contains(stage)) {
      throw new ReportedException(
          "--stage " + stage + ": neither run has it" + Nearest.hint(stage, names));
    }
    return stage;
  }

  /**
   * @param earlier whether it has to be, being of the same outputs
   */
  private static RunManifest previous(RunFolders runs, RunManifest after, boolean earlier)
      throws IOException {
    for (String id : runs.ids()) {
      if (!earlier || id.compareTo(after.id()) < 0) {
        RunManifest run = runs.read(id);
        if (run.pipeline().equals(after.pipeline())) {
          return run;
        }
      }
    }
    throw new ReportedException(
        "there is no earlier run of " + after.pipeline() + " to compare " + after.id() + " with");
  }
}
