package io.reprise.pipelines.cli;

import io.reprise.pipelines.outputs.HistoriesDiff;
import io.reprise.pipelines.outputs.ModelsDiff;
import io.reprise.pipelines.outputs.ModelsDiff.LayerDiff;
import io.reprise.pipelines.outputs.ModelsDiff.LayerFacts;
import io.reprise.schemas.record.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How two trainings and what came of them differ, for people. */
final class TrainingText {

  private static final int MOST_LAYERS = 30;
  private static final int LONGEST_NAME = 40;

  private TrainingText() {}

  static List<String> lines(ModelsDiff diff) {
    List<String> lines = new ArrayList<>();
    lines.add(
        diff.parametersBefore() == diff.parametersAfter()
            ? format("%,d parameters; how far each layer's moved:", diff.parametersAfter())
            : format(
                "%,d -> %,d parameters; how far each layer's moved:",
                diff.parametersBefore(), diff.parametersAfter()));
    List<LayerDiff> shown =
        diff.layers().stream()
            .filter(layer -> !isWithoutParameters(layer.before(), layer.after()))
            .toList();
    int width = Terminal.width(shown.stream().map(layer -> name(layer)).toList());
    shown.stream()
        .limit(MOST_LAYERS)
        .forEach(layer -> lines.add("  " + Terminal.pad(name(layer), width) + "  " + text(layer)));
    if (shown.size() > MOST_LAYERS) {
      lines.add(format("and %,d more layers", shown.size() - MOST_LAYERS));
    }
    return lines;
  }

  /** The same in both, and there is nothing that could move. */
  private static boolean isWithoutParameters(
      @Nullable LayerFacts before, @Nullable LayerFacts after) {
    return before != null && before.equals(after) && before.parameters() == 0;
  }

  private static String name(LayerDiff layer) {
    return Terminal.fit(layer.name(), LONGEST_NAME);
  }

  private static String text(LayerDiff layer) {
    LayerFacts before = layer.before();
    LayerFacts after = layer.after();
    if (before == null || after == null) {
      return (before == null ? "only the second has it: " : "only the first has it: ")
          + facts(Objects.requireNonNull(before == null ? after : before));
    }
    if (layer.norm() == null) {
      return facts(before) + " -> " + facts(after);
    }
    String share =
        layer.relative() == null
            ? ""
            : format(", %s of what they were", CellText.rounded(layer.relative()));
    return format(
        "%,d parameters, by %s%s", after.parameters(), CellText.rounded(layer.norm()), share);
  }

  private static String facts(LayerFacts layer) {
    return format(
        "%s, %s, %,d parameters%s",
        Terminal.fit(layer.type(), LONGEST_NAME),
        Terminal.fit(layer.shape(), LONGEST_NAME),
        layer.parameters(),
        layer.weights().isEmpty() ? "" : " (" + Terminal.fit(layer.weights(), LONGEST_NAME) + ")");
  }

  static List<String> lines(HistoriesDiff diff) {
    List<String> lines = new ArrayList<>();
    int before = diff.before().size();
    int after = diff.after().size();
    lines.add(before == after ? format("%,d epochs", after) : before + " -> " + after + " epochs");
    lines.add(
        "last epoch: "
            + texts(HistoriesDiff.last(diff.before()), HistoriesDiff.last(diff.after())));
    lines.add(
        (diff.isValidated() ? "least validation loss: " : "least training loss: ")
            + texts(diff.best(diff.before()), diff.best(diff.after())));
    return lines;
  }

  private static String texts(Optional<Epoch> before, Optional<Epoch> after) {
    return before.map(TrainingText::text).orElse("none")
        + " -> "
        + after.map(TrainingText::text).orElse("none");
  }

  private static String text(Epoch epoch) {
    Double loss = epoch.getValidationLoss();
    Double accuracy = epoch.getValidationAccuracy();
    return format("epoch %d (loss %s", epoch.getEpoch(), CellText.rounded(epoch.getTrainLoss()))
        + (loss == null ? "" : ", validation loss " + CellText.rounded(loss))
        + (accuracy == null ? "" : format(", validation accuracy %.4f", accuracy))
        + ")";
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
