package io.reprise.stages.augment;

import io.reprise.schemas.record.Example;
import org.apache.beam.sdk.transforms.DoFn;
import org.jspecify.annotations.Nullable;

/** Each image as the rows of the new table that come from it. */
final class AugmentFn extends DoFn<Example, Example> {

  private static final long serialVersionUID = 1L;

  private final Recipe recipe;
  private transient @Nullable Augmenter augmenter;

  AugmentFn(Recipe recipe) {
    this.recipe = recipe;
  }

  @ProcessElement
  public void process(@Element Example image, OutputReceiver<Example> output) {
    if (augmenter == null) {
      augmenter = new Augmenter(recipe);
    }
    if (recipe.keepOriginals()) {
      output.output(augmenter.original(image));
    }
    for (int copy = 1; copy <= recipe.copies(); copy++) {
      output.output(augmenter.copy(image, copy));
    }
  }
}
