package io.reprise.pipelines.cli;

import io.reprise.pipelines.diff.SeedNoise;
import io.reprise.pipelines.diff.SeedNoise.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The noise between seeds, for people and for programs. */
final class SeedText {

  private SeedText() {}

  static List<String> lines(List<SeedNoise> noises) {
    List<String> lines = new ArrayList<>();
    for (SeedNoise noise : noises) {
      String name =
          noise.id().stage() + (noise.id().split() == null ? "" : " (" + noise.id().split() + ")");
      if (noise.before() == null && noise.after() == null) {
        lines.add(name + ": no replicate with another seed in this store");
      } else {
        lines.add(name + ", first run: " + text(noise.before()));
        lines.add(name + ", second run: " + text(noise.after()));
      }
    }
    return lines.stream().distinct().toList();
  }

  private static String text(@Nullable Spread spread) {
    return spread == null
        ? "no replicate with another seed in this store"
        : String.format(
            Locale.ROOT,
            "accuracy of %d seeds %.4f, standard deviation %.4f, from %.4f to %.4f",
            spread.seeds(),
            spread.mean(),
            spread.deviation(),
            spread.least(),
            spread.largest());
  }

  static Map<String, @Nullable Object> json(SeedNoise noise) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("stage", noise.id().stage());
    map.put("split", noise.id().split());
    map.put("name", noise.id().name());
    map.put("before", json(noise.before()));
    map.put("after", json(noise.after()));
    return map;
  }

  private static @Nullable Map<String, @Nullable Object> json(@Nullable Spread spread) {
    if (spread == null) {
      return null;
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("seeds", (long) spread.seeds());
    map.put("mean", spread.mean());
    map.put("deviation", spread.deviation());
    map.put("least", spread.least());
    map.put("largest", spread.largest());
    return map;
  }
}
