package io.reprise.stages.augment;

import io.reprise.schemas.record.Example;
import io.reprise.stages.table.Shard;
import io.reprise.stages.table.ShardFunction;
import io.reprise.stages.table.ShardWriter;
import java.io.IOException;

/** Each image of a shard as the rows of the new table that come from it; returns their number. */
final class AugmentShard implements ShardFunction<Example, Long> {

  private static final long serialVersionUID = 1L;

  private final Recipe recipe;

  AugmentShard(Recipe recipe) {
    this.recipe = recipe;
  }

  @Override
  public Long apply(Shard shard, ShardWriter<Example> rows) throws IOException {
    Augmenter augmenter = new Augmenter(recipe);
    shard.forEach(
        Example.class,
        image -> {
          if (recipe.keepOriginals()) {
            rows.write(augmenter.original(image));
          }
          for (int copy = 1; copy <= recipe.copies(); copy++) {
            rows.write(augmenter.copy(image, copy));
          }
        });
    return rows.rows();
  }
}
