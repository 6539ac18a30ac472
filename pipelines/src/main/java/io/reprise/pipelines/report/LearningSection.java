package io.reprise.pipelines.report;

import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Table;
import io.reprise.pipelines.page.Table.Column;
import io.reprise.pipelines.plot.Axis;
import io.reprise.pipelines.plot.Lines;
import io.reprise.pipelines.plot.Lines.Line;
import io.reprise.pipelines.plot.Lines.Style;
import io.reprise.schemas.record.Epoch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Loss, accuracy and learning rate by epoch, of each training. */
final class LearningSection implements SectionSource {

  private static final int MOST_TRAININGS = 8;
  private static final int MOST_EPOCHS = 1000;

  @Override
  public String id() {
    return "learning-curves";
  }

  @Override
  public String title() {
    return "Learning curves";
  }

  @Override
  public void fill(RunView run, SectionDraft section) throws IOException {
    List<StageOutput> histories = run.outputs("epochs");
    if (histories.size() > MOST_TRAININGS) {
      section.note(
          String.format(
              Locale.ROOT,
              "The first %d of %,d trainings are shown.",
              MOST_TRAININGS,
              histories.size()));
    }
    for (int i = 0; i < Math.min(MOST_TRAININGS, histories.size()); i++) {
      add(run, histories.get(i), i == 0 ? "" : "-" + (i + 1), section);
    }
  }

  private static void add(RunView run, StageOutput history, String suffix, SectionDraft section)
      throws IOException {
    List<Epoch> all = run.rows(history, Epoch.class);
    if (all.isEmpty()) {
      return;
    }
    List<Epoch> epochs = thinned(all);
    if (epochs.size() < all.size()) {
      section.note(
          String.format(
              Locale.ROOT,
              "Of %s, %,d of %,d epochs are shown; all are in the run's folder.",
              history.path(),
              epochs.size(),
              all.size()));
    }
    List<Block> charts = new ArrayList<>();
    String stage = history.stage().name();
    String caption = "Table " + history.path() + ".";
    List<Line> losses = lines(epochs, Epoch::getTrainLoss, Epoch::getValidationLoss);
    charts.add(
        chart(
            "loss" + suffix,
            stage + ": " + title("loss", losses),
            caption,
            Axis.of("loss"),
            losses));
    List<Line> accuracy = lines(epochs, Epoch::getTrainAccuracy, Epoch::getValidationAccuracy);
    if (!accuracy.isEmpty()) {
      charts.add(
          chart(
              "accuracy" + suffix,
              stage + ": " + title("accuracy", accuracy),
              caption,
              Axis.of("accuracy"),
              accuracy));
    }
    if (epochs.stream().mapToDouble(Epoch::getLearningRate).distinct().count() > 1) {
      charts.add(
          chart(
              "learning-rate" + suffix,
              stage + ": learning rate",
              caption,
              Axis.of("learning rate"),
              List.of(line("learning rate", Style.SOLID, epochs, Epoch::getLearningRate))));
    }
    section.add(new Block.Row(charts));
    section.add(new Block.Fold(stage + ": all numbers", List.of(table(epochs))));
  }

  /** A line that is alone has no legend: the title says what it is of. */
  private static String title(String what, List<Line> lines) {
    return lines.size() == 1 ? lines.get(0).name() + " " + what : what;
  }

  /** At equal steps, and the last. */
  private static List<Epoch> thinned(List<Epoch> all) {
    if (all.size() <= MOST_EPOCHS) {
      return all;
    }
    int step = (all.size() + MOST_EPOCHS - 2) / (MOST_EPOCHS - 1);
    List<Epoch> kept = new ArrayList<>();
    for (int i = 0; i < all.size() - 1; i += step) {
      kept.add(all.get(i));
    }
    kept.add(all.get(all.size() - 1));
    return kept;
  }

  private static Block chart(String name, String title, String caption, Axis y, List<Line> lines) {
    return new Block.Chart(name, title, caption, 280, new Lines(Axis.whole("epoch"), y, lines));
  }

  private static List<Line> lines(
      List<Epoch> epochs,
      Function<Epoch, @Nullable Double> train,
      Function<Epoch, @Nullable Double> validation) {
    List<Line> lines = new ArrayList<>();
    if (epochs.stream().anyMatch(epoch -> train.apply(epoch) != null)) {
      lines.add(line("training", Style.SOLID, epochs, train));
    }
    if (epochs.stream().anyMatch(epoch -> validation.apply(epoch) != null)) {
      lines.add(line("validation", Style.SOLID, epochs, validation));
    }
    return lines;
  }

  private static Line line(
      String name, Style style, List<Epoch> epochs, Function<Epoch, @Nullable Double> value) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    for (Epoch epoch : epochs) {
      Double there = value.apply(epoch);
      x.add((double) epoch.getEpoch());
      y.add(there == null ? Double.NaN : there);
    }
    return new Line(name, style, x, y);
  }

  private static Table table(List<Epoch> epochs) {
    List<Column> columns =
        List.of(
            Column.number("epoch"),
            Column.number("learning rate"),
            Column.number("training loss"),
            Column.number("training accuracy"),
            Column.number("validation loss"),
            Column.number("validation accuracy"));
    return Table.of(
        columns,
        epochs.stream()
            .map(
                epoch ->
                    Arrays.<@Nullable Object>asList(
                        epoch.getEpoch(),
                        epoch.getLearningRate(),
                        epoch.getTrainLoss(),
                        epoch.getTrainAccuracy(),
                        epoch.getValidationLoss(),
                        epoch.getValidationAccuracy()))
            .toList());
  }
}
