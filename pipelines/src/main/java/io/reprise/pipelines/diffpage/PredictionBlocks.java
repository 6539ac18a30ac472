package io.reprise.pipelines.diffpage;

import io.reprise.pipelines.outputs.EvaluatedExamples;
import io.reprise.pipelines.outputs.OutputDiff;
import io.reprise.pipelines.outputs.PredictionsDiff;
import io.reprise.pipelines.outputs.PredictionsDiff.Flip;
import io.reprise.pipelines.outputs.PredictionsDiff.Flips;
import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Block.Tile;
import io.reprise.pipelines.page.Sprites.Caption;
import io.reprise.pipelines.page.Table;
import io.reprise.pipelines.page.Table.Column;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Example;
import io.reprise.stages.agreement.McNemar;
import io.reprise.stages.agreement.PairedBootstrap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Predictions that flipped, with the images. */
record PredictionBlocks(DiffView view, OutputDiff output, Budget budget, List<String> notes) {

  private static final int MOST_PAIRS = 200;

  List<Block> of(PredictionsDiff diff) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Tiles(tiles(diff)));
    if (diff.examples() > 0) {
      PairedBootstrap interval = diff.interval();
      notes.add(
          Cells.format(
              "Accuracy: 95 %% of %,d resamplings of the examples differ by %+.4g to %+.4g. This is"
                  + " about these two models on these examples: another seed may move accuracy as"
                  + " much.",
              PairedBootstrap.RESAMPLES, interval.low(), interval.high()));
    }
    if (!diff.flips().isEmpty()) {
      blocks.add(pairs(diff));
      blocks.addAll(images(diff));
    }
    return blocks;
  }

  private static List<Tile> tiles(PredictionsDiff diff) {
    List<Tile> tiles = new ArrayList<>();
    tiles.add(
        new Tile(
            "Examples in both", (double) diff.examples(), ClusterBlocks.others(diff.others())));
    if (diff.examples() > 0) {
      tiles.add(new Tile("Accuracy, first", share(diff.rightBefore(), diff), ""));
      tiles.add(new Tile("Accuracy, second", share(diff.rightAfter(), diff), ""));
      McNemar test = diff.test();
      tiles.add(
          new Tile(
              "McNemar's p",
              test.pValue(),
              test.isExact() ? "exact binomial" : "chi-square, corrected"));
    }
    tiles.add(new Tile("Right to wrong", (double) diff.rightToWrong(), ""));
    tiles.add(new Tile("Wrong to right", (double) diff.wrongToRight(), ""));
    tiles.add(new Tile("Wrong in another way", (double) diff.wrongToWrong(), ""));
    return tiles;
  }

  private static double share(long right, PredictionsDiff diff) {
    return (double) right / diff.examples();
  }

  private Block pairs(PredictionsDiff diff) {
    if (diff.flips().size() > MOST_PAIRS) {
      notes.add(
          Cells.format("The first %,d of %,d pairs of classes.", MOST_PAIRS, diff.flips().size()));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Flips flips : diff.flips().stream().limit(MOST_PAIRS).toList()) {
      rows.add(
          Arrays.asList(
              name(diff, flips.before()),
              name(diff, flips.after()),
              flips.count(),
              flips.rightToWrong(),
              flips.wrongToRight()));
    }
    return new Table(
        "Flips by pair of classes",
        List.of(
            Column.text("First said"),
            Column.text("Second says"),
            Column.number("Examples"),
            Column.number("Right to wrong"),
            Column.number("Wrong to right")),
        rows,
        rows.size() > 20);
  }

  private static String name(PredictionsDiff diff, int label) {
    return Cells.cut(diff.className(label));
  }

  /** Some of each pair, those pairs first that have most. */
  private List<Block> images(PredictionsDiff diff) {
    Map<Long, Caption> captions = new LinkedHashMap<>();
    int samples = diff.flips().stream().mapToInt(flips -> flips.samples().size()).sum();
    int granted = budget.images(samples);
    for (Flips flips : diff.flips()) {
      for (Flip flip : flips.samples()) {
        if (captions.size() < granted) {
          captions.put(flip.id(), caption(diff, flips, flip));
        }
      }
    }
    if (captions.isEmpty()) {
      return List.of();
    }
    try {
      Map<Long, Example> found =
          EvaluatedExamples.of(view.after(), output.stage(), captions.keySet());
      notes.add(
          Cells.format(
              "%,d of the examples that flipped are shown; --limit N takes N of each pair of"
                  + " classes.",
              captions.size()));
      return ExampleSheet.of(found, captions, notes);
    } catch (ReportedException e) {
      notes.add("Without images: " + String.join("; ", e.problems()));
    } catch (IOException e) {
      notes.add("Without images, which cannot be read: " + e);
    }
    return List.of();
  }

  private static Caption caption(PredictionsDiff diff, Flips flips, Flip flip) {
    boolean was = flips.before() == flip.label();
    boolean is = flips.after() == flip.label();
    return new Caption(
        Cells.format(
            "%s %.3f \u2192 %s %.3f",
            name(diff, flips.before()), flip.before(), name(diff, flips.after()), flip.after()),
        Cells.format("is %s, id %d", name(diff, flip.label()), flip.id()),
        is ? "good" : was ? "bad" : "");
  }
}
