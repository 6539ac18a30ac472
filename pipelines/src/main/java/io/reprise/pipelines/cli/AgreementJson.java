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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What predictions, clusters and embeddings say beyond their cells, for programs. */
final class AgreementJson {

  /** Pairs of classes or clusters. */
  private static final int MOST_PAIRS = 1000;

  private AgreementJson() {}

  static Map<String, @Nullable Object> of(AgreementDiff agreement) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    if (agreement instanceof PredictionsDiff predictions) {
      predictions(predictions, map);
    } else if (agreement instanceof ClustersDiff clusters) {
      clusters(clusters, map);
    } else if (agreement instanceof EmbeddingsDiff embeddings) {
      embeddings(embeddings, map);
    } else if (agreement instanceof ModelsDiff models) {
      TrainingJson.put(models, map);
    } else if (agreement instanceof HistoriesDiff histories) {
      TrainingJson.put(histories, map);
    }
    return map;
  }

  private static void predictions(PredictionsDiff diff, Map<String, @Nullable Object> map) {
    map.put("examples", diff.examples());
    map.put("others", diff.others());
    map.put("rightBefore", diff.rightBefore());
    map.put("rightAfter", diff.rightAfter());
    map.put("rightToWrong", diff.rightToWrong());
    map.put("wrongToRight", diff.wrongToRight());
    map.put("wrongToWrong", diff.wrongToWrong());
    McNemar test = diff.test();
    map.put("mcNemar", Map.of("exact", test.isExact(), "p", test.pValue()));
    if (diff.examples() > 0) {
      PairedBootstrap interval = diff.interval();
      map.put("interval", List.of(interval.low(), interval.high()));
    }
    map.put("classes", diff.classes());
    map.put("flips", diff.flips().stream().limit(MOST_PAIRS).map(AgreementJson::flips).toList());
  }

  private static Map<String, @Nullable Object> flips(Flips flips) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("before", (long) flips.before());
    map.put("after", (long) flips.after());
    map.put("count", flips.count());
    map.put("rightToWrong", flips.rightToWrong());
    map.put("wrongToRight", flips.wrongToRight());
    map.put("samples", flips.samples().stream().map(AgreementJson::flip).toList());
    return map;
  }

  private static Map<String, @Nullable Object> flip(Flip flip) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("id", flip.id());
    map.put("label", (long) flip.label());
    map.put("before", flip.before());
    map.put("after", flip.after());
    return map;
  }

  private static void clusters(ClustersDiff diff, Map<String, @Nullable Object> map) {
    map.put("rows", diff.rows());
    map.put("others", diff.others());
    map.put("adjustedRandIndex", diff.adjustedRandIndex());
    map.put("normalizedMutualInformation", diff.normalizedMutualInformation());
    map.put("matched", diff.matched() == null ? null : moves(diff.matched()));
    map.put("moved", diff.moved());
    map.put("moves", moves(diff.moves()));
  }

  private static List<Map<String, @Nullable Object>> moves(List<ClustersDiff.Move> moves) {
    return moves.stream().limit(MOST_PAIRS).map(AgreementJson::move).toList();
  }

  private static Map<String, @Nullable Object> move(ClustersDiff.Move move) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("before", (long) move.before());
    map.put("after", (long) move.after());
    map.put("count", move.count());
    map.put("ids", move.ids());
    return map;
  }

  private static void embeddings(EmbeddingsDiff diff, Map<String, @Nullable Object> map) {
    map.put("rows", diff.rows());
    map.put("others", diff.others());
    map.put("notFinite", diff.notFinite());
    map.put("sample", (long) diff.sample());
    map.put("sizeBefore", (long) diff.sizeBefore());
    map.put("sizeAfter", (long) diff.sizeAfter());
    EmbeddingsDiff.Movement movement = diff.movement();
    map.put("movement", movement == null ? null : movement(movement));
    map.put("neighboursKept", diff.neighbours());
    map.put(
        "withoutSpread",
        diff.withoutSpread() == null ? null : diff.withoutSpread().name().toLowerCase(Locale.ROOT));
  }

  private static Map<String, @Nullable Object> movement(EmbeddingsDiff.Movement movement) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("median", movement.median());
    map.put("largest", movement.largest());
    map.put("largestId", movement.largestId());
    map.put("scale", movement.scale());
    map.put("disparity", movement.disparity());
    return map;
  }
}
