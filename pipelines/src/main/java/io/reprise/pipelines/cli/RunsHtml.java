package io.reprise.pipelines.cli;

import io.reprise.pipelines.page.Page;
import io.reprise.pipelines.runspage.IndexedRun;
import io.reprise.pipelines.runspage.RunsPage;
import io.reprise.schemas.path.RelativePath;
import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The page of all runs. */
final class RunsHtml {

  private static final String REPORT = "report.html";

  private final List<ComparedRun> runs;
  private final Path runFolder;
  private final Path pageFolder;

  /**
   * @param runs latest first
   * @param runFolder has a folder for each of them
   * @param pageFolder that the page is to stand in
   */
  RunsHtml(List<ComparedRun> runs, Path runFolder, Path pageFolder) {
    this.runs = runs;
    this.runFolder = runFolder;
    this.pageFolder = pageFolder;
  }

  /**
   * @param metrics those to show; where it is empty, those that differ
   * @param parameters likewise
   */
  Page page(List<String> metrics, List<String> parameters) {
    Map<String, RunTable> tables = tables();
    List<IndexedRun> indexed = new ArrayList<>();
    Set<String> knownMetrics = new TreeSet<>();
    Set<String> knownParameters = new TreeSet<>();
    for (ComparedRun run : runs) {
      RunTable table = tables.get(run.run().pipeline());
      Map<String, @Nullable Number> values = table == null ? Map.of() : table.metrics(run);
      knownMetrics.addAll(values.keySet());
      knownParameters.addAll(run.parameters().keySet());
      indexed.add(new IndexedRun(run.run(), run.notes(), report(run), run.parameters(), values));
    }
    requireKnown("--metric", metrics, knownMetrics);
    requireKnown("--param", parameters, knownParameters);
    return RunsPage.of(indexed, metrics, parameters);
  }

  /** Of each pipeline, since what its metrics are called depends on which it has. */
  private Map<String, RunTable> tables() {
    Map<String, List<ComparedRun>> groups = new LinkedHashMap<>();
    for (ComparedRun run : runs) {
      groups.computeIfAbsent(run.run().pipeline(), key -> new ArrayList<>()).add(run);
    }
    Map<String, RunTable> tables = new HashMap<>();
    groups.forEach((pipeline, group) -> tables.put(pipeline, new RunTable(group)));
    return tables;
  }

  private static void requireKnown(String option, List<String> names, Set<String> known) {
    for (String name : names) {
      if (!known.contains(name)) {
        throw new ReportedException(
            option + " " + name + ": none of these runs has it" + Nearest.hint(name, known));
      }
    }
  }

  private @Nullable String report(ComparedRun run) {
    Path report = runFolder.toAbsolutePath().normalize().resolve(run.run().id()).resolve(REPORT);
    if (!Files.exists(report)) {
      return null;
    }
    try {
      return new URI(null, null, "/" + RelativePath.of(pageFolder, report), null)
          .getRawPath()
          .substring(1)
          .replace(":", "%3A");
    } catch (URISyntaxException | IllegalArgumentException e) {
      return null; // on another drive: there is no way from here
    }
  }
}
