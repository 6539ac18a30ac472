package io.reprise.stages.visualize;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Example;
import io.reprise.stages.network.NetworkSpec;
import io.reprise.stages.network.Shape;
import io.reprise.stages.network.TrainedModel;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The images of a whole set that some feature maps of a layer answer to most strongly.
 *
 * @param maps shape of the layer's output
 * @param byMap by feature map, the strongest first, the lower id of equals
 */
record StrongestImages(int layer, Shape.Image maps, SortedMap<Integer, List<Candidate>> byMap) {

  private static final int MAPS_BY_DEFAULT = 8;

  private static final Comparator<Candidate> STRONGEST_FIRST =
      Comparator.comparingDouble(Candidate::activation)
          .reversed()
          .thenComparing(candidate -> candidate.example().getId());

  /** An image, and the greatest activation of the map for it. */
  record Candidate(Example example, float activation) {}

  static StrongestImages find(TrainedModel model, int layer, StageContext context)
      throws IOException {
    Settings settings = context.settings();
    Shape.Image maps = LayerChoice.maps(model.spec(), layer);
    SortedMap<Integer, PriorityQueue<Candidate>> kept = new TreeMap<>();
    for (int map : wanted(model.spec(), layer, maps, settings)) {
      kept.put(map, new PriorityQueue<>(STRONGEST_FIRST.reversed()));
    }
    int top = settings.integer(DeconvolutionStage.TOP);
    if (top > 0) {
      LayerOutputs.forEach(
          model,
          layer,
          context,
          (example, output) ->
              kept.forEach((map, queue) -> offer(example, output, maps, map, queue, top)));
    }
    SortedMap<Integer, List<Candidate>> sorted = new TreeMap<>();
    kept.forEach((map, queue) -> sorted.put(map, queue.stream().sorted(STRONGEST_FIRST).toList()));
    return new StrongestImages(layer, maps, sorted);
  }

  private static void offer(
      Example example,
      float[] output,
      Shape.Image maps,
      int map,
      PriorityQueue<Candidate> queue,
      int top) {
    int area = maps.height() * maps.width();
    float greatest = output[map * area];
    for (int i = map * area; i < (map + 1) * area; i++) {
      greatest = Math.max(greatest, output[i]);
    }
    queue.add(new Candidate(example, greatest));
    if (queue.size() > top) {
      queue.remove();
    }
  }

  private static TreeSet<Integer> wanted(
      NetworkSpec spec, int layer, Shape.Image maps, Settings settings) {
    TreeSet<Integer> wanted = new TreeSet<>();
    if (!settings.has(DeconvolutionStage.MAPS)) {
      IntStream.range(0, Math.min(MAPS_BY_DEFAULT, maps.channels())).forEach(wanted::add);
      return wanted;
    }
    for (long map : settings.list(DeconvolutionStage.MAPS, Long.class)) {
      if (map >= maps.channels()) {
        throw new ReportedException(
            String.format(
                Locale.ROOT,
                "maps: layer '%s' has no feature map %d, but those from 0 to %d",
                spec.layers().get(layer).name(),
                map,
                maps.channels() - 1));
      }
      wanted.add((int) map);
    }
    return wanted;
  }
}
