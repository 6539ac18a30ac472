package io.reprise.pipelines.cli;

import io.reprise.pipelines.outputs.AgreementDiff;
import io.reprise.pipelines.outputs.ClustersDiff;
import io.reprise.pipelines.outputs.EmbeddingsDiff;
import io.reprise.pipelines.outputs.HistoriesDiff;
import io.reprise.pipelines.outputs.ModelsDiff;
import io.reprise.pipelines.outputs.PredictionsDiff;
import io.reprise.pipelines.outputs.PredictionsDiff.Flip;
import io.reprise.pipelines.outputs.PredictionsDiff.Flips;
import io.reprise.stages.agreement.McNemar;
import io.reprise.stages.agreement.PairedBootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What predictions, clusters and embeddings say beyond their cells, for people. */
final class AgreementText {

  /** Pairs of classes or clusters, before the rest is only counted. */
  private static final int MOST_PAIRS = 5;

  private static final int LONGEST_NAME = 40;

  private AgreementText() {}

  /** A few lines. */
  static List<String> lines(AgreementDiff agreement) {
    List<String> lines = new ArrayList<>();
    if (agreement instanceof PredictionsDiff predictions) {
      predictions(predictions, lines);
    } else if (agreement instanceof ClustersDiff clusters) {
      clusters(clusters, lines);
    } else if (agreement instanceof EmbeddingsDiff embeddings) {
      embeddings(embeddings, lines);
    } else if (agreement instanceof ModelsDiff models) {
      return TrainingText.lines(models);
    } else if (agreement instanceof HistoriesDiff histories) {
      return TrainingText.lines(histories);
    }
    return lines;
  }

  private static void predictions(PredictionsDiff diff, List<String> lines) {
    lines.add(
        format(
            "%,d examples in both%s: %,d from right to wrong, %,d from wrong to right, %,d wrong in"
                + " another way",
            diff.examples(),
            others(diff.others()),
            diff.rightToWrong(),
            diff.wrongToRight(),
            diff.wrongToWrong()));
    if (diff.examples() == 0) {
      return;
    }
    PairedBootstrap interval = diff.interval();
    lines.add(
        format(
            "accuracy %.4f -> %.4f, 95 %% of %,d resamplings of the examples from %s to %s",
            (double) diff.rightBefore() / diff.examples(),
            (double) diff.rightAfter() / diff.examples(),
            PairedBootstrap.RESAMPLES,
            CellText.signed(interval.low()),
            CellText.signed(interval.high())));
    McNemar test = diff.test();
    lines.add(
        format(
            "McNemar's test: p = %s (%s)",
            CellText.rounded(test.pValue()),
            test.isExact() ? "exact binomial" : "chi-square with continuity correction"));
    lines.add(
        "both are about these two models on these examples: another seed may move accuracy as much");
    diff.flips().stream().limit(MOST_PAIRS).forEach(flips -> lines.add(text(flips, diff)));
    more(diff.flips().size(), "pairs of classes", lines);
  }

  private static String text(Flips flips, PredictionsDiff diff) {
    String samples =
        flips.samples().stream().map(AgreementText::text).collect(Collectors.joining());
    return format(
        "%s%s -> %s: %,d, of which %,d right to wrong, %,d wrong to right%s",
        diff.classes().isEmpty() ? "class " : "",
        Terminal.fit(diff.className(flips.before()), LONGEST_NAME),
        Terminal.fit(diff.className(flips.after()), LONGEST_NAME),
        flips.count(),
        flips.rightToWrong(),
        flips.wrongToRight(),
        samples);
  }

  private static String text(Flip flip) {
    return format("; id %d (%.3f -> %.3f)", flip.id(), flip.before(), flip.after());
  }

  private static void clusters(ClustersDiff diff, List<String> lines) {
    Double rand = diff.adjustedRandIndex();
    Double information = diff.normalizedMutualInformation();
    if (rand == null || information == null) {
      lines.add(format("no row in both%s: they cannot be compared", others(diff.others())));
      return;
    }
    lines.add(
        format(
            "%,d rows in both%s: adjusted Rand index %.4f, normalised mutual information %.4f",
            diff.rows(), others(diff.others()), rand, information));
    List<ClustersDiff.Move> matched = diff.matched();
    if (matched == null || diff.moved() == null) {
      lines.add("too many clusters to match them");
      return;
    }
    lines.add(
        format(
            "matched by most rows in common: %s; %,d rows moved",
            matched.stream()
                .limit(2 * MOST_PAIRS)
                .map(pair -> pair.before() + " = " + pair.after())
                .collect(Collectors.joining(", ")),
            diff.moved()));
    diff.moves().stream().limit(MOST_PAIRS).forEach(move -> lines.add(text(move)));
    more(diff.moves().size(), "pairs of clusters", lines);
  }

  private static String text(ClustersDiff.Move move) {
    String ids = move.ids().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return format(
        "cluster %d -> %d: %,d%s",
        move.before(), move.after(), move.count(), ids.isEmpty() ? "" : ", such as id " + ids);
  }

  private static void embeddings(EmbeddingsDiff diff, List<String> lines) {
    lines.add(
        format(
            "%,d rows in both%s, of which %,d are measured; vectors of %,d and %,d numbers",
            diff.rows(),
            others(diff.others()),
            diff.sample(),
            diff.sizeBefore(),
            diff.sizeAfter()));
    if (diff.notFinite() > 0) {
      lines.add(format("%,d rows have NaN or infinity and are not measured", diff.notFinite()));
    }
    EmbeddingsDiff.Movement movement = diff.movement();
    if (movement == null) {
      lines.add("not aligned: there are no rows in both, or their vectors are too long");
    } else {
      lines.add(
          format(
              "after the best rotation (Procrustes): moved by %s (median), %s at most (id %d), where"
                  + " vectors are %s long%s",
              CellText.rounded(movement.median()),
              CellText.rounded(movement.largest()),
              movement.largestId(),
              CellText.rounded(movement.scale()),
              movement.disparity() == null ? "" : disparity(movement.disparity())));
    }
    if (diff.withoutSpread() != null) {
      lines.add(
          "no spread: all measured vectors of "
              + switch (diff.withoutSpread()) {
                case FIRST -> "the first run are one and the same";
                case SECOND -> "the second run are one and the same";
                case BOTH -> "each run are one and the same";
              });
    }
    if (diff.neighbours() != null) {
      lines.add(
          format(
              "%.1f %% of the %d nearest neighbours are the same",
              100 * diff.neighbours(), EmbeddingsDiff.NEIGHBOURS));
    }
  }

  private static String disparity(double disparity) {
    return format("; disparity %s", CellText.rounded(disparity));
  }

  private static String others(long others) {
    return others == 0 ? "" : format(" (%,d others are not counted)", others);
  }

  private static void more(int all, String what, List<String> lines) {
    if (all > MOST_PAIRS) {
      lines.add(format("and %,d more %s", all - MOST_PAIRS, what));
    }
  }

  private static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
