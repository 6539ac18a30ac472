package io.reprise.pipelines.diffpage;

import io.reprise.pipelines.outputs.ClustersDiff;
import io.reprise.pipelines.outputs.ClustersDiff.Move;
import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Block.Tile;
import io.reprise.pipelines.page.Table;
import io.reprise.pipelines.page.Table.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Two clusterings of the same rows. */
final class ClusterBlocks {

  private static final int MOST_PAIRS = 200;
  private static final int NOISE = -1;

  private ClusterBlocks() {}

  static List<Block> of(ClustersDiff diff, List<String> notes) {
    List<Tile> tiles = new ArrayList<>();
    tiles.add(new Tile("Rows in both", (double) diff.rows(), others(diff.others())));
    tiles.add(new Tile("Adjusted Rand index", Cells.finite(diff.adjustedRandIndex()), ""));
    tiles.add(
        new Tile(
            "Normalised mutual information", Cells.finite(diff.normalizedMutualInformation()), ""));
    List<Block> blocks = new ArrayList<>();
    if (diff.rows() == 0) {
      notes.add("No row is in both: they cannot be compared.");
      blocks.add(new Block.Tiles(tiles.subList(0, 1)));
      return blocks;
    }
    if (diff.matched() == null || diff.moved() == null) {
      notes.add("There are too many clusters to match them.");
      blocks.add(new Block.Tiles(tiles));
      return blocks;
    }
    tiles.add(new Tile("Rows moved", (double) diff.moved(), "not in the cluster that matches"));
    blocks.add(new Block.Tiles(tiles));
    blocks.add(table("Matched by most rows in common", diff.matched(), notes));
    if (!diff.moves().isEmpty()) {
      blocks.add(table("Who moved", diff.moves(), notes));
    }
    return blocks;
  }

  static String others(long others) {
    return others == 0 ? "" : Cells.format("%,d others are not counted", others);
  }

  private static Table table(String title, List<Move> moves, List<String> notes) {
    if (moves.size() > MOST_PAIRS) {
      notes.add(Cells.format("%s: the first %,d of %,d pairs.", title, MOST_PAIRS, moves.size()));
    }
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (Move move : moves.stream().limit(MOST_PAIRS).toList()) {
      String ids = move.ids().stream().map(String::valueOf).collect(Collectors.joining(", "));
      rows.add(
          Arrays.asList(name(move.before()), name(move.after()), move.count(), Cells.cut(ids)));
    }
    return new Table(
        title,
        List.of(
            Column.text("First"),
            Column.text("Second"),
            Column.number("Rows"),
            Column.text("Such as id")),
        rows,
        false);
  }

  private static Object name(int cluster) {
    return cluster == NOISE ? "noise" : (Object) (long) cluster;
  }
}
