package io.reprise.stages.command;

import io.reprise.schemas.json.Json;
import io.reprise.schemas.path.RelativePath;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.file.Progress;
import io.reprise.stages.file.StageFiles;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StoredFile;
import io.reprise.stages.spi.Work;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The whole work of the stage: files in, program, files out. */
final class CommandWork implements Work {

  private static final long serialVersionUID = 1L;

  private final StageContext context;

  CommandWork(StageContext context) {
    this.context = context;
  }

  @Override
  public void run(Attempt attempt) throws Exception {
    CommandSettings command = CommandSettings.of(context.settings());
    Versions.requireSame(command.versions(), versions());
    try (WorkingFolder folder = WorkingFolder.create(context.keyName())) {
      fill(folder, command);
      List<String> said = run(command, folder, attempt);
      folder.removeKept();
      attempt.machineFacts("log", Json.write(Map.of("lines", said)));
    }
  }

  /** Returns the program's last lines. */
  private List<String> run(CommandSettings command, WorkingFolder folder, Attempt attempt)
      throws IOException, InterruptedException {
    try {
      List<String> said = runProgram(command, folder);
      ProgramOutputs made = ProgramOutputs.of(folder.out(), command.outputs().keySet());
      made.requireContent(command.outputs());
      made.copyTo(attempt);
      return said;
    } catch (ReportedException e) {
      throw folder.keep(e);
    }
  }

  private Map<?, ?> versions() {
    return context.externalFacts().get(Versions.FACT) instanceof Map<?, ?> known ? known : Map.of();
  }

  /** All that the program may read, and folders to write to. */
  private void fill(WorkingFolder folder, CommandSettings command) throws IOException {
    for (Map.Entry<String, InputFiles> input : context.inputs().entrySet()) {
      Path target = Files.createDirectories(folder.in().resolve(input.getKey()));
      for (StoredFile file : input.getValue().all()) {
        copy(file, target.resolve(file.name()));
      }
    }
    for (StoredFile file : context.externalFiles().values()) {
      copy(file, folder.path().resolve(file.name()));
    }
    for (String output : command.outputs().keySet()) {
      Files.createDirectories(folder.out().resolve(output));
    }
    Path parameters = folder.path().resolve(WorkingFolder.PARAMETERS);
    Files.writeString(parameters, Json.write(sorted(command.parameters())));
    Set<?> executable = executable();
    FileModes.set(
        folder.path(),
        file ->
            // What another stage has made always is: no artifact says whether it was.
            file.startsWith(folder.in())
                || executable.contains(RelativePath.of(folder.path(), file)));
  }

  private Set<?> executable() {
    return context.externalFacts().get(DeclaredFiles.EXECUTABLE) instanceof List<?> names
        ? Set.copyOf(names)
        : Set.of();
  }

  private static void copy(StoredFile file, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (InputStream in = StageFiles.open(file)) {
      Files.copy(in, target);
    }
  }

  /** No key depends on the order in which a map's entries stand in the pipeline file. */
  private static @Nullable Object sorted(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> sorted = new TreeMap<>();
      map.forEach((key, each) -> sorted.put((String) key, sorted(each)));
      return sorted;
    }
    return value instanceof List<?> list ? list.stream().map(CommandWork::sorted).toList() : value;
  }

  private List<String> runProgram(CommandSettings command, WorkingFolder folder)
      throws IOException, InterruptedException {
    ProgramLog log = new ProgramLog(folder.log());
    Progress progress = new Progress(context.progress(), "lines");
    Map<String, String> environment = CleanEnvironment.of(folder, command.parameters());
    int exitCode =
        ShellProcess.run(
            command.run(),
            folder,
            environment,
            () -> {
              log.read();
              progress.report(log.count(), Progress.UNKNOWN, log.latest());
            });
    List<String> said = log.tail();
    if (exitCode != 0) {
      throw CommandFailure.of(command.run(), exitCode, said);
    }
    return said;
  }
}
