package io.reprise.pipelines.cli;

import io.reprise.pipelines.manifest.RunNotes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a run is to be called. */
final class NameOptions {

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Name the run, to say it wherever a RUN is asked for.")
  private @Nullable String name;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      split = ",",
      description = "Give the run a tag, repeatable.")
  private List<String> tags = List.of();

  @Nullable String name() {
    return name;
  }

  boolean isEmpty() {
    return name == null && tags.isEmpty();
  }

  RunNotes addTo(RunNotes notes) {
    RunNotes tagged = notes.withTags(tags, List.of());
    return name == null ? tagged : tagged.withName(name);
  }
}
