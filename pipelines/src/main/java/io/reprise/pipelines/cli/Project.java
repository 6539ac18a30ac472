package io.reprise.pipelines.cli;

import io.reprise.pipelines.cache.Disk;
import io.reprise.pipelines.cache.SharedExclusiveLock;
import io.reprise.pipelines.cache.SharedStore;
import io.reprise.pipelines.code.StageCode;
import io.reprise.pipelines.definition.Matrix;
import io.reprise.pipelines.definition.ParameterOverride;
import io.reprise.pipelines.definition.PipelineDefinition;
import io.reprise.pipelines.definition.PipelineDefinition.Jar;
import io.reprise.pipelines.definition.PipelineReader;
import io.reprise.pipelines.definition.SweepPoint;
import io.reprise.pipelines.execute.LocalRunner;
import io.reprise.pipelines.execute.StageExecutor;
import io.reprise.pipelines.execute.StageRunner;
import io.reprise.pipelines.filesystem.RemoteFolder;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.plan.Plan;
import io.reprise.pipelines.plan.Planner;
import io.reprise.pipelines.plan.StageTypes;
import io.reprise.pipelines.run.Environment;
import io.reprise.pipelines.run.Runner;
import io.reprise.pipelines.run.Workspace;
import io.reprise.pipelines.sweep.SweepFolders;
import io.reprise.schemas.path.RelativePath;
import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.rule.KnownTables;
import io.reprise.schemas.yaml.Location;
import io.reprise.schemas.yaml.YamlFolder;
import io.reprise.schemas.yaml.YamlNode;
import io.reprise.stages.BuiltInStages;
import io.reprise.stages.spi.ProjectFolders;
import io.reprise.stages.spi.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The folder that Reprise works in, and what stands where in it.
 *
 * @param home holds {@code pipelines}, {@code data} and {@code outputs}
 * @param outputs {@code outputs} in the home, or what the system property {@code reprise.outputs}
 *     says, seen from the current folder
 * @param shared URI of a store that others share; empty where there is none
 */
record Project(Path home, Path outputs, String shared) {

  /** Long enough for 64 MB, which is what Beam sends to S3 at once, by a slow line. */
  private static final Duration SILENCE = Duration.ofMinutes(2);

  /** The project that the launcher stands in, or else the current folder. */
  static Project here() {
    Path home = Path.of(System.getProperty("reprise.home", "."));
    String named = System.getProperty("reprise.outputs", "");
    Path outputs = named.isEmpty() ? home.resolve("outputs") : Path.of(named).toAbsolutePath();
    return new Project(home, outputs, "");
  }

  /** Where artifacts are kept. */
  Path store() {
    return outputs.resolve("store");
  }

  Path data() {
    return home.resolve("data");
  }

  RunFolders runs() {
    return new RunFolders(runFolder());
  }

  /**
   * Keeps a run from gc while something is put into its folder.
   *
   * @param notices what is said while gc is at work
   * @return to be closed then
   * @throws ReportedException when the run is gone
   */
  SharedExclusiveLock keep(String run, Consumer<String> notices) throws IOException {
    return workspace().keep(run, () -> notices.accept(RunningLines.WAITING_FOR_STORE));
  }

  private Path runFolder() {
    return outputs.resolve("runs");
  }

  /** The built-in stage types. */
  StageTypes stageTypes() {
    return new StageTypes(BuiltInStages.all());
  }

  /** Those that a pipeline may use: the built-in ones, and those of its jars. */
  StageTypes stageTypes(String pipeline) {
    Path file = pipelineFile(pipeline);
    return stageTypes(PipelineReader.read(file, shown(file), List.of()).jars(), file);
  }

  /** Those that a run used, as they are now. */
  StageTypes stageTypes(RunManifest run) {
    return stageTypes(jars(run), home.resolve(run.file()));
  }

  private List<Jar> jars(RunManifest run) {
    Location at = new Location(shown(home.resolve(run.file())), 1);
    return run.jars().stream().map(path -> new Jar(path, at)).toList();
  }

  /** The tables of Reprise, and of the jars that a run used. */
  KnownTables knownTables(RunManifest run) {
    return run.jars().isEmpty()
        ? KnownTables.builtIn()
        : KnownTables.with(new StageJars(jars(run), folder(home.resolve(run.file()))).loader());
  }

  private static StageTypes stageTypes(List<Jar> jars, Path file) {
    if (jars.isEmpty()) {
      return new StageTypes(BuiltInStages.all());
    }
    StageJars own = new StageJars(jars, folder(file));
    List<Stage> stages = new ArrayList<>(BuiltInStages.all(own.layers()));
    stages.addAll(own.stages(stages));
    return new StageTypes(stages);
  }

  /** The plan of a pipeline: a name in {@code pipelines/}, or a file. */
  Plan plan(String pipeline, List<String> sets) {
    List<ParameterOverride> overrides = sets.stream().map(ParameterOverride::parse).toList();
    Path file = pipelineFile(pipeline);
    PipelineDefinition definition = PipelineReader.read(file, shown(file), overrides);
    return Planner.plan(definition, stageTypes(definition.jars(), file)).of(fromHome(file));
  }

  /**
   * The pipeline of a row of a report.
   *
   * @param set as {@code include} of the file's matrix has it
   */
  PlannedRow plannedRow(String pipeline, Map<String, YamlNode> set) {
    Path file = pipelineFile(pipeline);
    Matrix matrix = PipelineReader.matrix(file, shown(file));
    SweepPoint point = matrix.setting(set, "set");
    PipelineDefinition definition = PipelineReader.read(file, shown(file), point.overrides());
    Plan plan = Planner.plan(definition, stageTypes(definition.jars(), file)).of(fromHome(file));
    return new PlannedRow(plan, point);
  }

  /** What a row of a report asks for. */
  record PlannedRow(Plan plan, SweepPoint point) {}

  /** The plans of a sweep's points; what is wrong with several of them is said once. */
  SweepPlan sweepPlan(String pipeline, List<String> sets, UnaryOperator<Matrix> chosen) {
    Path file = pipelineFile(pipeline);
    Matrix matrix = chosen.apply(PipelineReader.matrix(file, shown(file)));
    List<ParameterOverride> base = sets.stream().map(ParameterOverride::parse).toList();
    StageTypes types = stageTypes(pipeline);
    return SweepPlan.of(
        matrix,
        base,
        overrides ->
            Planner.plan(PipelineReader.read(file, shown(file), overrides), types)
                .of(fromHome(file)));
  }

  SweepFolders sweeps() {
    return new SweepFolders(outputs.resolve("sweeps"));
  }

  /**
   * A runner for a pipeline file's plans, with stages in this process.
   *
   * @param environment see {@link Environment}
   * @param warnings what goes wrong with the shared store, one line each
   */
  Runner runner(
      Plan plan, Supplier<Map<String, @Nullable Object>> environment, Consumer<String> warnings) {
    return runner(plan, LocalRunner.onAllProcessors(), environment, warnings);
  }

  /**
   * A runner for a pipeline file's plans.
   *
   * @param stages where they run
   * @param environment see {@link Environment}
   * @param warnings what goes wrong with the shared store, one line each
   */
  Runner runner(
      Plan plan,
      StageRunner stages,
      Supplier<Map<String, @Nullable Object>> environment,
      Consumer<String> warnings) {
    return new Runner(
        new Workspace(
            store(),
            sharedStore(warnings),
            runFolder(),
            new ProjectFolders(data(), folder(home.resolve(plan.file()))),
            new Disk()),
        new StageCode(),
        new StageExecutor(stages),
        Clock.systemUTC(),
        new SecureRandom(),
        environment);
  }

  /** The store and the runs of this machine, for clearing them up. */
  Workspace workspace() {
    return new Workspace(store(), runFolder(), new ProjectFolders(data(), home));
  }

  private Optional<SharedStore> sharedStore(Consumer<String> warnings) {
    return shared.isEmpty()
        ? Optional.empty()
        : Optional.of(new SharedStore(new RemoteFolder(shared, library(), SILENCE), warnings));
  }

  /** The jars of file systems that only the shared store uses. */
  private Path library() {
    return home.resolve("pipelines/lib");
  }

  private static Path folder(Path file) {
    return file.toAbsolutePath().resolveSibling("").normalize();
  }

  private Path pipelineFile(String pipeline) {
    YamlFolder pipelines = new YamlFolder(home.resolve("pipelines"));
    Path named = pipelines.file(pipeline);
    if (Files.isRegularFile(named)) {
      return named;
    }
    Path file = Path.of(pipeline);
    if (Files.isRegularFile(file)) {
      return file;
    }
    throw new ReportedException(
        "there is no pipeline '"
            + pipeline
            + "' in "
            + shown(pipelines.path())
            + ", and no file of that name"
            + Nearest.hint(pipeline, pipelines.names()));
  }

  /** The same wherever one stands: relative to the home where it is below that, else absolute. */
  private String fromHome(Path file) {
    Path root = home.toAbsolutePath().normalize();
    Path absolute = file.toAbsolutePath().normalize();
    return absolute.startsWith(root) ? RelativePath.of(root, absolute) : absolute.toString();
  }

  /** A path as a person in the current folder would write it. */
  static String shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = path.toAbsolutePath().normalize();
    if (absolute.equals(here)) {
      return ".";
    }
    return absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
  }
}
