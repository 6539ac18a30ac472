package io.reprise.pipelines.cli;

import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunNotes;
import io.reprise.schemas.json.Json;
import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Names, tags and notes of runs. */
@Command(
    name = "note",
    addMethodSubcommands = false,
    description = {
      "Name or tag a run, or note something about it; without any of these, show what is noted.",
      "An empty NAME or TEXT takes the old one away. No result depends on any of it."
    },
    sortOptions = false)
final class NoteCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "An id, its beginning, a name, latest or latest~1.")
  private String run;

  @Parameters(
      arity = "0..1",
      index = "1",
      paramLabel = "TEXT",
      description = "What to note in place of an earlier note.")
  private @Nullable String text;

  @Mixin private NameOptions names;

  @Option(
      names = "--untag",
      paramLabel = "TAG",
      split = ",",
      description = "Take a tag away, repeatable.")
  private List<String> untag = List.of();

  @Mixin private CommonOptions common;

  @Override
  public Integer call() throws IOException {
    Project project = common.project();
    RunFolders runs = project.runs();
    String id = runs.find(run).id();
    RunNotes after =
        runs.note(id, before -> changed(before, id), kept -> project.keep(kept, common.notices()));
    if (common.json()) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("id", id);
      map.putAll(after.toMap());
      System.out.print(Json.write(map));
    } else if (common.forPeople()) {
      System.out.println(id + (after.isEmpty() ? ": nothing is noted" : ""));
      NotesText.lines(after).forEach(System.out::println);
    }
    return ExitCodes.DONE;
  }

  private RunNotes changed(RunNotes before, String id) {
    for (String tag : untag) {
      if (!before.tags().contains(tag)) {
        throw new ReportedException(
            "--untag " + tag + ": " + id + " has no such tag" + Nearest.hint(tag, before.tags()));
      }
    }
    RunNotes named = names.addTo(before).withTags(List.of(), untag);
    return text == null ? named : named.withNote(text);
  }
}
