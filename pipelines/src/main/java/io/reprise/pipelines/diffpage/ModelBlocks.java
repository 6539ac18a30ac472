package io.reprise.pipelines.diffpage;

import io.reprise.pipelines.outputs.ModelsDiff;
import io.reprise.pipelines.outputs.ModelsDiff.LayerDiff;
import io.reprise.pipelines.outputs.ModelsDiff.LayerFacts;
import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Table;
import io.reprise.pipelines.page.Table.Column;
import io.reprise.pipelines.plot.Axis;
import io.reprise.pipelines.plot.Bars;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two trained networks, layer by layer. */
final class ModelBlocks {

  private static final int MOST_LAYERS = 300;
  private static final int MOST_BARS = 40;
  private static final int BAR = 26;
  private static final int FRAME = 70;

  private ModelBlocks() {}

  static List<Block> of(ModelsDiff diff, List<String> notes, String chart) {
    notes.add(
        Cells.format(
            "%,d parameters in the first, %,d in the second.",
            diff.parametersBefore(), diff.parametersAfter()));
    if (diff.layers().size() > MOST_LAYERS) {
      notes.add(Cells.format("The first %,d of %,d layers.", MOST_LAYERS, diff.layers().size()));
    }
    List<Block> blocks = new ArrayList<>();
    List<LayerDiff> moved =
        diff.layers().stream()
            .filter(layer -> Cells.finite(layer.relative()) != null)
            .limit(MOST_BARS)
            .toList();
    if (moved.size() > 1) {
      blocks.add(bars(moved, chart));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (LayerDiff layer : diff.layers().stream().limit(MOST_LAYERS).toList()) {
      rows.add(
          Arrays.asList(
              Cells.cut(layer.name()),
              facts(layer.before()),
              facts(layer.after()),
              Cells.finite(layer.norm()),
              Cells.finite(layer.relative())));
    }
    blocks.add(
        new Table(
            "",
            List.of(
                Column.text("Layer"),
                Column.text("First"),
                Column.text("Second"),
                Column.number("Norm of the difference"),
                Column.number("Relative to the first")),
            rows,
            false));
    return blocks;
  }

  private static Block bars(List<LayerDiff> layers, String chart) {
    List<Double> values = new ArrayList<>();
    for (LayerDiff layer : layers) {
      Double relative = layer.relative();
      values.add(relative == null ? Double.NaN : relative);
    }
    return new Block.Chart(
        chart + "-layers",
        "How far each layer's parameters moved",
        "Norm of the difference over the norm of what they were; numbers in the table below.",
        FRAME + BAR * layers.size(),
        new Bars(
            Axis.of("relative difference"),
            layers.stream().map(layer -> Cells.cut(layer.name())).toList(),
            List.of(new Bars.Series("relative difference", values)),
            true));
  }

  private static @Nullable String facts(@Nullable LayerFacts layer) {
    return layer == null
        ? null
        : Cells.cut(
            Cells.format(
                "%s, %s, %,d parameters%s",
                layer.type(),
                layer.shape(),
                layer.parameters(),
                layer.weights().isEmpty() ? "" : " (" + layer.weights() + ")"));
  }
}
