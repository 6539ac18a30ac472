package io.reprise.pipelines.sweep;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Holm's step-down correction of p-values for how many of them there are (Holm 1979): of m, the
 * k-th smallest, from 0, is multiplied by m - k, is never below the one before it, and never above
 * 1.
 */
final class Holm {

  private Holm() {}

  /** In the same order; a null is no test, and stays one. */
  static List<@Nullable Double> corrected(List<@Nullable Double> p) {
    List<Integer> order =
        IntStream.range(0, p.size())
            .boxed()
            .filter(i -> p.get(i) != null)
            .sorted(Comparator.comparing(i -> Objects.requireNonNull(p.get(i))))
            .toList();
    List<@Nullable Double> corrected = new ArrayList<>(p);
    double before = 0;
    for (int k = 0; k < order.size(); k++) {
      double raised = Objects.requireNonNull(p.get(order.get(k))) * (order.size() - k);
      before = Math.max(before, Math.min(1, raised));
      corrected.set(order.get(k), before);
    }
    return corrected;
  }
}
