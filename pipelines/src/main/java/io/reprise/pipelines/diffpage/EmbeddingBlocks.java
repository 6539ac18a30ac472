package io.reprise.pipelines.diffpage;

import io.reprise.pipelines.outputs.EmbeddingsDiff;
import io.reprise.pipelines.outputs.EmbeddingsDiff.Movement;
import io.reprise.pipelines.page.Block;
import io.reprise.pipelines.page.Block.Tile;
import java.util.ArrayList;
import java.util.List;

/** Two embeddings of the same rows. */
final class EmbeddingBlocks {

  private EmbeddingBlocks() {}

  static List<Block> of(EmbeddingsDiff diff, List<String> notes) {
    List<Tile> tiles = new ArrayList<>();
    tiles.add(
        new Tile(
            "Rows in both", (double) diff.rows(), Cells.format("%,d measured", diff.sample())));
    Movement movement = diff.movement();
    if (movement != null) {
      String scale = Cells.format("vectors are %.4g long", movement.scale());
      tiles.add(new Tile("Moved, median", Cells.finite(movement.median()), scale));
      tiles.add(
          new Tile(
              "Moved, at most",
              Cells.finite(movement.largest()),
              Cells.format("id %d", movement.largestId())));
      if (movement.disparity() != null) {
        tiles.add(new Tile("Disparity", Cells.finite(movement.disparity()), "0 is the same"));
      }
      notes.add("Moved after the best rotation of the first onto the second (Procrustes).");
    } else {
      notes.add("Not aligned: there are no rows in both, or their vectors are too long.");
    }
    if (diff.neighbours() != null) {
      tiles.add(
          new Tile(
              "Neighbours kept",
              diff.neighbours(),
              Cells.format("of the %d nearest", EmbeddingsDiff.NEIGHBOURS)));
    }
    if (diff.withoutSpread() != null) {
      notes.add(
          switch (diff.withoutSpread()) {
            case FIRST -> "No spread: all measured vectors of the first run are one and the same.";
            case SECOND ->
                "No spread: all measured vectors of the second run are one and the same.";
            case BOTH -> "No spread: all measured vectors of each run are one and the same.";
          });
    }
    if (diff.notFinite() > 0) {
      notes.add(
          Cells.format("%,d rows have NaN or infinity and are not measured.", diff.notFinite()));
    }
    if (diff.others() > 0) {
      notes.add(ClusterBlocks.others(diff.others()) + ".");
    }
    return List.of(new Block.Tiles(tiles));
  }
}
