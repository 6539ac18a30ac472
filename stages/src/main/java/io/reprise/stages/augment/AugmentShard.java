package io.reprise.stages.augment;

import io.reprise.schemas.record.Example;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.table.CountingFunction;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Shard;
import io.reprise.stages.table.ShardWriter;
import java.io.IOException;

/** Each image of a shard as the rows of the new table that come from it. */
final class AugmentShard implements CountingFunction<Example> {

  private static final long serialVersionUID = 1L;

  private final Recipe recipe;
  private final InputFiles examples;

  AugmentShard(Recipe recipe, InputFiles examples) {
    this.recipe = recipe;
    this.examples = examples;
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

  @Override
  public void finish(Long rows, Attempt attempt) throws IOException {
    ExampleFacts.read(examples).withRows(rows).write(attempt, AugmentStage.EXAMPLES);
    attempt.warn("augment", AugmentWarnings.of(recipe, examples));
  }
}
