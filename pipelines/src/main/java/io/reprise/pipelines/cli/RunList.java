package io.reprise.pipelines.cli;

import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.RunNotes;
import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The runs that somebody asks for, latest first. */
final class RunList {

  private final RunFolders runs;
  private final Consumer<String> warnings;
  private final Set<String> pipelines = new TreeSet<>();
  private final Set<String> tags = new TreeSet<>();

  /**
   * @param warnings hears of runs that cannot be read
   */
  RunList(RunFolders runs, Consumer<String> warnings) {
    this.runs = runs;
    this.warnings = warnings;
  }

  /** A run and what somebody has said of it. */
  record ListedRun(RunManifest run, RunNotes notes) {}

  /**
   * Reads them.
   *
   * @param pipeline of which they are to be; null for any
   * @param tag that they are to have; null for any
   * @throws ReportedException when there are runs, but none of such a pipeline or tag
   */
  List<ListedRun> read(@Nullable String pipeline, @Nullable String tag) throws IOException {
    List<ListedRun> listed = new ArrayList<>();
    for (String id : runs.ids()) {
      try {
        RunManifest run = runs.read(id);
        RunNotes notes = notes(id, runs, warnings);
        pipelines.add(run.pipeline());
        tags.addAll(notes.tags());
        if ((pipeline == null || pipeline.equals(run.pipeline()))
            && (tag == null || notes.tags().contains(tag))) {
          listed.add(new ListedRun(run, notes));
        }
      } catch (ReportedException e) {
        warnings.accept(String.valueOf(e.getMessage()));
      }
    }
    if (pipeline != null && !pipelines.contains(pipeline)) {
      throw new ReportedException(
          "there is no run of a pipeline '" + pipeline + "'" + Nearest.hint(pipeline, pipelines));
    }
    if (tag != null && !tags.contains(tag)) {
      throw new ReportedException("no run has the tag '" + tag + "'" + Nearest.hint(tag, tags));
    }
    return listed;
  }

  /**
   * What somebody has said of a run; nothing where that cannot be read, since a run is one without
   * its notes, too.
   */
  static RunNotes notes(String id, RunFolders runs, Consumer<String> warnings) {
    try {
      return runs.notes(id);
    } catch (ReportedException e) {
      warnings.accept(String.valueOf(e.getMessage()));
      return RunNotes.NONE;
    }
  }
}
