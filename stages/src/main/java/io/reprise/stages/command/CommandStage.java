package io.reprise.stages.command;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.Externals;
import io.reprise.stages.spi.OneWorkerStage;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.ProjectFolders;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.Work;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Stage type {@code command}: a shell line. */
public final class CommandStage extends OneWorkerStage {

  private static final String EXAMPLE =
      """
      uses: command
      in: { images: ingest.train }
      with:
        run: python3 invert.py in/images out/images --strength $strength
        files: [invert.py]
        outputs: { images: examples }
        parameters: { strength: 3 }
        versions: [python3 --version]
      """;

  @Override
  public StageType type() {
    return new StageType(
        "command",
        "Runs any program; its outputs are what the pipeline file declares.",
        EXAMPLE,
        parameters(),
        List.of(
            StageType.optionalInput(
                StageType.ANY_NAME, Content.FILES, "any output, found below in/NAME/")),
        List.of());
  }

  private static List<Parameter> parameters() {
    String[] contents = Content.builtIn().stream().map(Content::label).toArray(String[]::new);
    return List.of(
        Parameter.required(
            CommandSettings.RUN,
            ParameterType.text(),
            "the line for sh, which ends with the first command that fails; it finds in/INPUT/ and"
                + " parameters.json, and writes out/OUTPUT/"),
        Parameter.withDefault(
            CommandSettings.FILES,
            ParameterType.list(ParameterType.text()),
            List.of(),
            "what it needs of the pipeline file's folder: files, or folders without hidden files"
                + " and __pycache__"),
        Parameter.required(
            CommandSettings.OUTPUTS,
            ParameterType.map(ParameterType.choice(contents)),
            "name and content of each output"),
        Parameter.withDefault(
            CommandSettings.PARAMETERS,
            ParameterType.map(ParameterType.any()),
            Map.of(),
            "environment variables, where they are single values; all are in parameters.json"),
        Parameter.withDefault(
            CommandSettings.VERSIONS,
            ParameterType.list(ParameterType.text()),
            List.of(),
            "shell lines whose output is part of the key"));
  }

  @Override
  public List<String> problems(Settings settings) {
    return CommandSettings.of(settings).problems();
  }

  @Override
  public Settings canonical(Settings settings) {
    List<String> files = CommandSettings.of(settings).files();
    return settings.with(CommandSettings.FILES, DeclaredFiles.canonical(files));
  }

  @Override
  public List<StageType.Output> outputs(Settings settings) {
    return CommandSettings.of(settings).outputs().entrySet().stream()
        .map(output -> StageType.output(output.getKey(), output.getValue(), "made by the command"))
        .toList();
  }

  @Override
  public Externals externals(Settings settings, ProjectFolders surroundings) {
    CommandSettings command = CommandSettings.of(settings);
    try {
      DeclaredFiles files = DeclaredFiles.find(command.files(), surroundings.pipelineFolder());
      Map<String, @Nullable Object> facts = new TreeMap<>();
      facts.put(DeclaredFiles.EXECUTABLE, files.executable());
      facts.put(Versions.FACT, Versions.ask(command.versions()));
      return new Externals(files.paths(), facts);
    } catch (IOException e) {
      throw new ReportedException("its files cannot be read: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReportedException("interrupted", e);
    }
  }

  @Override
  public Work work(StageContext context) {
    return new CommandWork(context);
  }
}
