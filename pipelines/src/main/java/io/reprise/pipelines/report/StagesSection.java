package io.reprise.pipelines.report;

import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Table;
import io.reprise.pipelines.page.Table.Column;
import io.reprise.pipelines.page.Table.Kind;
import io.reprise.pipelines.plot.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** Which stages there are, how they depend on each other, and what became of each. */
final class StagesSection implements SectionSource {

  /** More would be no picture any more. */
  private static final int MOST_DRAWN = 60;

  private static final int MOST_LISTED = 2000;

  @Override
  public String id() {
    return "stages";
  }

  @Override
  public String title() {
    return "Stages";
  }

  @Override
  public void fill(RunView run, SectionDraft section) {
    List<StageEntry> stages = run.manifest().stages();
    if (stages.size() > MOST_DRAWN) {
      section.note(
          String.format(
              Locale.ROOT,
              "The graph is left out, since %,d stages are too many for one; up to %d are drawn.",
              stages.size(),
              MOST_DRAWN));
    } else if (!stages.isEmpty()) {
      section.add(
          new Block.Chart(
              "pipeline", "Pipeline", "Hover over a stage for why it ran.", 240, graph(stages)));
    }
    if (stages.size() > MOST_LISTED) {
      section.note(
          String.format(
              Locale.ROOT, "The first %,d of %,d stages are listed.", MOST_LISTED, stages.size()));
    }
    section.add(table(stages.stream().limit(MOST_LISTED).toList()));
  }

  private static Graph graph(List<StageEntry> stages) {
    Map<String, Integer> places = new HashMap<>();
    List<Graph.Node> nodes = new ArrayList<>();
    for (StageEntry stage : stages) {
      List<Integer> after =
          upstream(stage).stream().map(places::get).filter(Objects::nonNull).toList();
      places.put(stage.name(), nodes.size());
      nodes.add(new Graph.Node(stage.name(), detail(stage), stage.outcome(), stage.why(), after));
    }
    return new Graph(nodes);
  }

  /** The stages that inputs are wired to, in the order of their names. */
  private static TreeSet<String> upstream(StageEntry stage) {
    TreeSet<String> upstream = new TreeSet<>();
    stage
        .inputs()
        .values()
        .forEach(wired -> upstream.add(String.valueOf(wired).split("\\.", 2)[0]));
    return upstream;
  }

  private static String detail(StageEntry stage) {
    return stage.seconds() > 0
        ? String.format(Locale.ROOT, "%s %.1f s", stage.outcome(), stage.seconds())
        : stage.outcome();
  }

  private static Table table(List<StageEntry> stages) {
    List<Column> columns =
        List.of(
            Column.text("stage"),
            Column.text("type"),
            new Column("state", Kind.STATE),
            new Column("time", Kind.SECONDS),
            Column.text("why"),
            new Column("inputs", Kind.TEXT),
            new Column("result", Kind.CODE));
    return new Table(
        "",
        columns,
        stages.stream()
            .map(
                stage ->
                    Arrays.<Object>asList(
                        stage.name(),
                        stage.type(),
                        stage.outcome(),
                        stage.seconds() > 0 ? stage.seconds() : null,
                        String.join("; ", stage.why()),
                        String.join(", ", inputs(stage)),
                        stage.artifact() == null ? null : stage.artifact().substring(0, 8)))
            .toList(),
        stages.size() > 20);
  }

  private static List<String> inputs(StageEntry stage) {
    return stage.inputs().values().stream().map(String::valueOf).distinct().sorted().toList();
  }
}
