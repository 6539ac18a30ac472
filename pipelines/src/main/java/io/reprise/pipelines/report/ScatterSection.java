package io.reprise.pipelines.report;

import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.plot.Scatter;
import io.reprise.stages.random.SplitMix64;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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
    Map<StageOutput, Map<Long, Integer>> wanted = new LinkedHashMap<>();
    Map<StageOutput, Map<Long, Integer>> labels = new HashMap<>();
    read.forEach(
        (output, points) ->
            tables
                .of(output)
                .ifPresent(
                    examples -> {
                      Map<Long, Integer> of =
                          wanted.computeIfAbsent(examples, table -> new HashMap<>());
                      points.ids().forEach(id -> of.merge(id, 1, Integer::sum));
                      Map<Long, Integer> known =
                          labels.computeIfAbsent(examples, table -> new HashMap<>());
                      points
                          .points()
                          .forEach(point -> known.putIfAbsent(point.getId(), point.getLabel()));
                    }));
    Map<StageOutput, PointImages> images = new HashMap<>();
    for (Map.Entry<StageOutput, Map<Long, Integer>> each : wanted.entrySet()) {
      Map<Long, Integer> known = Objects.requireNonNull(labels.get(each.getKey()));
      Map<Long, Integer> ordered = new LinkedHashMap<>();
      ordered(each.getValue()).forEach(id -> ordered.put(id, known.get(id)));
      PointImages of = PointImages.read(run, each.getKey(), ordered, wanted.size());
      images.put(each.getKey(), of);
      if (of.count() > 0) {
        section.add(of.sheet("images-" + each.getKey().path()));
      }
      if (of.count() < each.getValue().size()) {
        section.note(
            String.format(
                Locale.ROOT,
                "Hovering shows the images of %,d of %,d points, those in most projections first.",
                of.count(),
                each.getValue().size()));
      }
    }
    return images;
  }

  /** Those of most projections first, then as their ids hash. */
  private static List<Long> ordered(Map<Long, Integer> projections) {
    return projections.entrySet().stream()
        .sorted(
            Map.Entry.<Long, Integer>comparingByValue()
                .reversed()
                .thenComparing(entry -> SplitMix64.next(entry.getKey())))
        .map(Map.Entry::getKey)
        .toList();
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
