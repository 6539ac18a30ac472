package io.reprise.pipelines.diffpage;

import io.reprise.pipelines.outputs.HistoriesDiff;
import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Table;
import io.reprise.pipelines.page.Table.Column;
import io.reprise.pipelines.plot.Axis;
import io.reprise.pipelines.plot.Lines;
import io.reprise.pipelines.plot.Lines.Line;
import io.reprise.pipelines.plot.Lines.Style;
import io.reprise.schemas.record.Epoch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Two histories over each other. */
final class HistoryBlocks {

  private static final int MOST_POINTS = 1000;
  private static final int HEIGHT = 320;

  private HistoryBlocks() {}

  static List<Block> of(HistoriesDiff diff, List<String> notes, String chart) {
    if (Math.max(diff.before().size(), diff.after().size()) > MOST_POINTS) {
      notes.add(
          Cells.format("Of the curves every so many epochs are drawn, %,d in all.", MOST_POINTS));
    }
    List<Line> losses = new ArrayList<>();
    add(losses, "training", diff, Style.SOLID, Epoch::getTrainLoss);
    add(losses, "validation", diff, Style.DASHED, Epoch::getValidationLoss);
    List<Line> accuracies = new ArrayList<>();
    add(accuracies, "training", diff, Style.SOLID, Epoch::getTrainAccuracy);
    add(accuracies, "validation", diff, Style.DASHED, Epoch::getValidationAccuracy);
    List<Block> charts = new ArrayList<>();
    chart(charts, chart + "-loss", "Loss", losses);
    chart(charts, chart + "-accuracy", "Accuracy", accuracies);
    List<Block> blocks = new ArrayList<>();
    if (!charts.isEmpty()) {
      blocks.add(new Block.Row(charts));
    }
    blocks.add(table(diff));
    return blocks;
  }

  private static void chart(List<Block> charts, String name, String title, List<Line> lines) {
    if (!lines.isEmpty()) {
      charts.add(
          new Block.Chart(
              name,
              title,
              "Numbers in the tables of both runs; ./reprise diff --json has them too.",
              HEIGHT,
              new Lines(Axis.whole("epoch"), Axis.of(""), lines)));
    }
  }

  private static void add(
      List<Line> lines,
      String what,
      HistoriesDiff diff,
      Style style,
      Function<Epoch, @Nullable Double> value) {
    line("first, " + what, diff.before(), style, value).ifPresent(lines::add);
    line("second, " + what, diff.after(), style, value).ifPresent(lines::add);
  }

  /** Empty where the curve has no point. */
  private static Optional<Line> line(
      String name, List<Epoch> epochs, Style style, Function<Epoch, @Nullable Double> value) {
    int step = Math.max(1, (epochs.size() + MOST_POINTS - 1) / MOST_POINTS);
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (int i = 0; i < epochs.size(); i += step) {
      Double point = Cells.finite(value.apply(epochs.get(i)));
      x.add((double) epochs.get(i).getEpoch());
      y.add(point == null ? Double.NaN : point);
    }
    return y.stream().allMatch(point -> point.isNaN())
        ? Optional.empty()
        : Optional.of(new Line(name, style, x, y));
  }

  private static Table table(HistoriesDiff diff) {
    String best = diff.isValidated() ? "least validation loss" : "least training loss";
    List<List<@Nullable Object>> rows = new ArrayList<>();
    row(rows, "first", "last epoch", HistoriesDiff.last(diff.before()));
    row(rows, "second", "last epoch", HistoriesDiff.last(diff.after()));
    row(rows, "first", best, diff.best(diff.before()));
    row(rows, "second", best, diff.best(diff.after()));
    return new Table(
        "",
        List.of(
            Column.text("Run"),
            Column.text("Which"),
            Column.number("Epoch"),
            Column.number("Training loss"),
            Column.number("Training accuracy"),
            Column.number("Validation loss"),
            Column.number("Validation accuracy")),
        rows,
        false);
  }

  private static void row(
      List<List<@Nullable Object>> rows, String run, String which, Optional<Epoch> epoch) {
    epoch.ifPresent(
        each ->
            rows.add(
                Arrays.asList(
                    run,
                    which,
                    (long) each.getEpoch(),
                    Cells.finite(each.getTrainLoss()),
                    Cells.finite(each.getTrainAccuracy()),
                    Cells.finite(each.getValidationLoss()),
                    Cells.finite(each.getValidationAccuracy()))));
  }
}
