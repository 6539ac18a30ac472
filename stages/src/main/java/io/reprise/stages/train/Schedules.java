package io.reprise.stages.train;

import io.reprise.schemas.record.Epoch;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a learning rate falls from epoch to epoch. */
final class Schedules {

  private static final String FACTOR = "factor";
  private static final String PATIENCE = "patience";
  private static final String ON = "on";

  private Schedules() {}

  static ParameterType type() {
    Map<String, List<Parameter>> variants = new LinkedHashMap<>();
    variants.put("constant", List.of());
    variants.put(
        "step",
        List.of(
            Parameter.required("every", ParameterType.integer(1, 1 << 20), "epochs a step"),
            factor("of the learning rate at each step")));
    variants.put("exponential", List.of(factor("of the learning rate after each epoch")));
    variants.put(
        "cosine",
        List.of(
            Parameter.withDefault(
                "last",
                ParameterType.real(0, 1),
                0.0,
                "fraction of the learning rate that would follow the last epoch")));
    variants.put(
        "plateau",
        List.of(
            factor("of the learning rate when patience is used up"),
            Parameter.required(
                PATIENCE, ParameterType.integer(1, 100_000), "epochs without a new best one"),
            Parameter.withDefault(ON, Criterion.type(), "loss", Criterion.HELP)));
    return ParameterType.oneOf(variants);
  }

  private static Parameter factor(String help) {
    return Parameter.required(FACTOR, ParameterType.real(1e-12, 1), help);
  }

  /**
   * @param epochs that it goes over; fewer than 1 where the warm-up is all there is
   */
  static LearningRate.Schedule of(Settings.Variant declared, int epochs) {
    Settings settings = declared.settings();
    return switch (declared.kind()) {
      case "constant" -> (epoch, before) -> 1;
      case "step" -> step(settings.real(FACTOR), settings.integer("every"));
      case "exponential" -> step(settings.real(FACTOR), 1);
      case "cosine" -> cosine(settings.real("last"), epochs);
      case "plateau" ->
          plateau(
              settings.real(FACTOR), settings.integer(PATIENCE), Criterion.of(settings.text(ON)));
      default -> throw new IllegalArgumentException("no schedule is called " + declared.kind());
    };
  }

  /**
   * What the declared schedule compares epochs by; null where it does not.
   *
   * @param training the stage's parameters
   */
  static @Nullable Criterion criterion(Settings training) {
    if (!training.has(LearningRate.SCHEDULE)) {
      return null;
    }
    Settings.Variant declared = training.variant(LearningRate.SCHEDULE);
    return declared.kind().equals("plateau") ? Criterion.of(declared.settings().text(ON)) : null;
  }

  private static LearningRate.Schedule step(double factor, int every) {
    return (epoch, before) -> StrictMath.pow(factor, (epoch - 1) / every);
  }

  /** Half a period, without restarts (Loshchilov and Hutter, 2017). */
  private static LearningRate.Schedule cosine(double last, int epochs) {
    return (epoch, before) ->
        last + (1 - last) * (1 + StrictMath.cos(Math.PI * (epoch - 1) / epochs)) / 2;
  }

  private static LearningRate.Schedule plateau(double factor, int patience, Criterion criterion) {
    return (epoch, before) -> {
      double best = Double.POSITIVE_INFINITY;
      int since = 0;
      int lowered = 0;
      for (Epoch each : before) {
        double cost = criterion.cost(each);
        since = cost < best ? 0 : since + 1;
        best = Math.min(best, cost);
        if (since == patience) {
          lowered++;
          since = 0;
        }
      }
      return StrictMath.pow(factor, lowered);
    };
  }
}
