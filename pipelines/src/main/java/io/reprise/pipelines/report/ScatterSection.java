package io.reprise.pipelines.report;

import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.plot.Scatter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Embeddings in the plane, with the image of the example that the pointer is on. */
final class ScatterSection implements SectionSource {

  private static final int MOST_PLOTS = 4;
  private static final int MOST_POINTS = 10_000;
  private static final int HEIGHT = 520;

  @Override
  public String id() {
    return "projections";
  }

  @Override
  public String title() {
    return "Embeddings in the plane";
  }

  @Override
  public void fill(RunView run, SectionDraft section) throws IOException {
    List<StageOutput> outputs = run.outputs("projection");
    Bound.note(section, outputs.size(), MOST_PLOTS, "projections");
    Map<StageOutput, ProjectedPoints> read = new LinkedHashMap<>();
    for (StageOutput output : outputs.stream().limit(MOST_PLOTS).toList()) {
      ProjectedPoints points = ProjectedPoints.read(run, output, MOST_POINTS);
      if (points.rows() > MOST_POINTS) {
        section.note(
            String.format(
                Locale.ROOT,
                "%s: %,d of %,d points are drawn, chosen by a hash of their ids.",
                output.path(),
                MOST_POINTS,
                points.rows()));
      }
      if (points.rows() > 0) {
        read.put(output, points);
      }
    }
    Map<StageOutput, PointImages> images = images(run, read, section);
    for (Map.Entry<StageOutput, ProjectedPoints> each : read.entrySet()) {
      section.add(chart(run, each.getKey(), each.getValue(), images, section));
    }
  }

  /** One sheet for all projections of a table of examples. */
  private static Map<StageOutput, PointImages> images(
      RunView run, Map<StageOutput, ProjectedPoints> read, SectionDraft section)
      throws IOException {
    ExampleTables tables = new ExampleTables(run);
    Map<StageOutput, TreeSet<Long>> wanted = new LinkedHashMap<>();
    read.forEach(
        (output, points) ->
            tables
                .of(output)
                .ifPresent(
                    examples ->
                        wanted
                            .computeIfAbsent(examples, table -> new TreeSet<>())
                            .addAll(points.ids())));
    Map<StageOutput, PointImages> images = new HashMap<>();
    for (Map.Entry<StageOutput, TreeSet<Long>> each : wanted.entrySet()) {
      PointImages of =
          PointImages.read(run, each.getKey(), List.copyOf(each.getValue()), wanted.size());
      images.put(each.getKey(), of);
      if (of.count() > 0) {
        section.add(of.sheet("images-" + each.getKey().path()));
      }
      if (of.count() < each.getValue().size()) {
        section.note(
            String.format(
                Locale.ROOT,
                "Hovering shows the images of %,d of %,d points.",
                of.count(),
                each.getValue().size()));
      }
    }
    return images;
  }

  private static Block chart(
      RunView run,
      StageOutput output,
      ProjectedPoints points,
      Map<StageOutput, PointImages> images,
      SectionDraft section)
      throws IOException {
    Optional<StageOutput> examples = new ExampleTables(run).of(output);
    PointColours colours = new PointColours(run, points);
    colours.labels(ClassNames.of(new ExampleTables(run).factsOf(output)));
    if (examples.isPresent()) {
      colours.joined(examples.get()).forEach(section::note);
    }
    PointImages shown = examples.map(images::get).orElse(PointImages.NONE);
    List<Integer> places = new ArrayList<>();
    points.ids().forEach(id -> places.add(shown.place(id)));
    return new Block.Chart(
        ChartName.of("scatter", output.stage().name()),
        output.stage().name(),
        "Hover for the image, click in the legend to leave out a group; from "
            + output.path()
            + ".",
        HEIGHT,
        new Scatter(
            points.ids(),
            points.x(),
            points.y(),
            colours.layers(),
            examples.isPresent() && shown.count() > 0 ? "images-" + examples.get().path() : "",
            shown.count() > 0 ? places : List.of()));
  }
}
