package io.reprise.pipelines.runspage;

import io.reprise.pipelines.page.Page;
import io.reprise.pipelines.page.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An index of runs: all of them in one table, then those of each pipeline beside each other. */
public final class RunsPage {

  /** So that the page has less than 10 MB, whatever the runs are. */
  private static final int MOST_RUNS = 1000;

  private static final int MOST_PIPELINES = 50;

  /** Each takes a chart's time and room. */
  private static final int MOST_CHARTS = 24;

  private RunsPage() {}

  /**
   * @param runs latest first
   * @param metrics those to show; where it is empty, those in which the runs of a pipeline differ
   * @param parameters likewise
   */
  public static Page of(List<IndexedRun> runs, List<String> metrics, List<String> parameters) {
    List<IndexedRun> shown = runs.stream().limit(MOST_RUNS).toList();
    Map<String, List<IndexedRun>> pipelines = new LinkedHashMap<>();
    for (IndexedRun run : shown) {
      pipelines.computeIfAbsent(run.run().pipeline(), key -> new ArrayList<>()).add(run);
    }
    List<Section> sections = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    if (runs.size() > MOST_RUNS) {
      notes.add(format("The latest %,d of %,d runs.", MOST_RUNS, runs.size()));
    }
    if (pipelines.size() > MOST_PIPELINES) {
      notes.add(
          format(
              "Of %,d pipelines the %,d that ran last are compared below.",
              pipelines.size(), MOST_PIPELINES));
    }
    sections.add(new Section("runs", "Runs", notes, List.of(AllRuns.table(shown))));
    int charts = MOST_CHARTS;
    for (List<IndexedRun> group : pipelines.values().stream().limit(MOST_PIPELINES).toList()) {
      PipelineSection section =
          new PipelineSection(sections.size(), group, metrics, parameters, charts);
      sections.add(section.build());
      charts -= section.charts();
    }
    List<String> facts =
        List.of(
            format(runs.size() == 1 ? "%,d run" : "%,d runs", runs.size()),
            format(pipelines.size() == 1 ? "%,d pipeline" : "%,d pipelines", pipelines.size()),
            runs.isEmpty() ? "" : "Latest: " + runs.get(0).run().id());
    return new Page(
        "Runs", "All runs", facts.stream().filter(fact -> !fact.isEmpty()).toList(), sections);
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
