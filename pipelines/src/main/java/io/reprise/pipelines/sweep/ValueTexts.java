package io.reprise.pipelines.sweep;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values of axes in few letters, no two of an axis in the same: long ones may begin alike. */
final class ValueTexts {

  private final Map<String, Map<Object, String>> texts = new HashMap<>();

  ValueTexts(SweepResult sweep) {
    for (String axis : sweep.axes()) {
      Map<Object, String> own = new HashMap<>();
      Map<String, Integer> alike = new HashMap<>();
      for (SweepPointResult point : sweep.points()) {
        Object value = point.values().get(axis);
        if (value != null && !own.containsKey(value)) {
          String plain = CellForm.plain(value);
          int number = alike.merge(plain, 1, Integer::sum);
          own.put(value, number == 1 ? plain : "(" + number + ") " + plain);
        }
      }
      texts.put(axis, own);
    }
  }

  /**
   * {@code -} for nothing.
   *
   * @param value that a point of the sweep has
   */
  String of(String axis, @Nullable Object value) {
    return value == null
        ? CellForm.plain(null)
        : Objects.requireNonNull(Objects.requireNonNull(texts.get(axis)).get(value));
  }
}
