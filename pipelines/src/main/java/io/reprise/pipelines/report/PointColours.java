package io.reprise.pipelines.report;

import io.reprise.pipelines.plot.Scatter.Layer;
import io.reprise.pipelines.plot.Scatter.Tone;
import io.reprise.schemas.record.ClusterAssignment;
import io.reprise.schemas.record.Prediction;
import io.reprise.schemas.record.Projection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What the points of a projection can be coloured by. */
final class PointColours {

  /** Groups of a legend; smaller ones are one together. */
  private static final int MOST_GROUPS = 60;

  private static final int MOST_LAYERS = 8;

  /** The value of a point that a table has nothing of. */
  private static final int UNKNOWN = Integer.MIN_VALUE;

  private final RunView run;
  private final List<Projection> points;
  private final Map<Long, Integer> byId = new HashMap<>();
  private final List<Layer> layers = new ArrayList<>();
  private ClassNames names = new ClassNames(List.of());

  PointColours(RunView run, ProjectedPoints projected) {
    this.run = run;
    this.points = projected.points();
    IntStream.range(0, points.size()).forEach(i -> byId.put(points.get(i).getId(), i));
  }

  void labels(ClassNames classes) {
    names = classes;
    int[] labels = points.stream().mapToInt(Projection::getLabel).toArray();
    layers.add(layer("label", labels, names::of));
  }

  /**
   * Adds the predictions and clusters that are of the same examples.
   *
   * @return what is left out, and why
   */
  List<String> joined(StageOutput examples) throws IOException {
    ExampleTables tables = new ExampleTables(run);
    List<String> notes = new ArrayList<>();
    for (StageOutput output : tables.alongside(examples, "predictions")) {
      predictions(output, notes);
    }
    for (StageOutput output : tables.alongside(examples, "clusters")) {
      clusters(output, notes);
    }
    if (layers.size() > MOST_LAYERS) {
      notes.add("Of " + layers.size() + " colourings, the first " + MOST_LAYERS + " are there.");
    }
    return notes;
  }

  List<Layer> layers() {
    return layers.stream().limit(MOST_LAYERS).toList();
  }

  private void predictions(StageOutput output, List<String> notes) throws IOException {
    Joined joined = new Joined();
    run.forEach(
        output,
        Prediction.class,
        row -> joined.add(row.getId(), row.getLabel(), row.getPredicted()));
    if (joined.fits(output, notes)) {
      String of = output.stage().name();
      layers.add(layer("predicted by " + of, joined.values, names::of));
      layers.add(rightOrWrong(of, joined.values));
    }
  }

  private void clusters(StageOutput output, List<String> notes) throws IOException {
    Joined joined = new Joined();
    run.forEach(
        output,
        ClusterAssignment.class,
        row -> joined.add(row.getId(), row.getLabel(), row.getCluster()));
    if (joined.fits(output, notes)) {
      layers.add(layer(output.stage().name(), joined.values, ClusterCounts::name));
    }
  }

  /** Values of the points, from a table that tells the points' labels too. */
  private final class Joined {

    private final int[] values = new int[points.size()];
    private int found;
    private int different;

    Joined() {
      Arrays.fill(values, UNKNOWN);
    }

    void add(long id, int label, int value) {
      Integer point = byId.get(id);
      if (point != null) {
        values[point] = value;
        found++;
        different += points.get(point).getLabel() == label ? 0 : 1;
      }
    }

    /** Ids that mean other examples show by other labels. */
    boolean fits(StageOutput output, List<String> notes) {
      if (different > 0) {
        notes.add(
            output.path()
                + " is not joined: "
                + different
                + " of its rows have another label than the point with the same id.");
      }
      return found > 0 && different == 0;
    }
  }

  private Layer rightOrWrong(String stage, int[] predicted) {
    List<Integer> of = new ArrayList<>();
    for (int point = 0; point < predicted.length; point++) {
      boolean right = points.get(point).getLabel() == predicted[point];
      of.add(predicted[point] == UNKNOWN ? -1 : right ? 0 : 1);
    }
    return new Layer(
        "right or wrong by " + stage, List.of("right", "wrong"), List.of(Tone.FAINT, Tone.BAD), of);
  }

  /** Groups ascending by value, the smallest together where there are many. */
  private static Layer layer(String name, int[] values, IntFunction<String> named) {
    TreeMap<Integer, Integer> sizes = new TreeMap<>();
    IntStream.of(values)
        .filter(value -> value != UNKNOWN)
        .forEach(value -> sizes.merge(value, 1, Integer::sum));
    TreeSet<Integer> kept = new TreeSet<>();
    sizes.entrySet().stream()
        .sorted((a, b) -> Integer.compare(b.getValue(), a.getValue()))
        .limit(MOST_GROUPS)
        .forEach(entry -> kept.add(entry.getKey()));
    List<Integer> order = List.copyOf(kept);
    Map<Integer, Integer> places = new HashMap<>();
    List<String> groups = new ArrayList<>();
    List<Tone> tones = new ArrayList<>();
    for (int value : order) {
      places.put(value, groups.size());
      groups.add(named.apply(value));
      tones.add(value < 0 ? Tone.FAINT : Tone.OWN);
    }
    if (kept.size() < sizes.size()) {
      groups.add(sizes.size() - kept.size() + " others");
      tones.add(Tone.FAINT);
    }
    return new Layer(
        name,
        groups,
        tones,
        IntStream.of(values)
            .mapToObj(v -> v == UNKNOWN ? -1 : (int) places.getOrDefault(v, groups.size() - 1))
            .toList());
  }
}
