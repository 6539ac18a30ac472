package io.reprise.stages.augment;

import io.reprise.schemas.parquet.TableReader;
import io.reprise.schemas.record.Example;
import io.reprise.stages.file.StageFiles;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.StoredFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What is suspicious about a recipe and the images that it is for. */
final class AugmentWarnings {

  private AugmentWarnings() {}

  /** One line each. */
  static List<String> of(Recipe recipe, InputFiles examples) throws IOException {
    List<String> warnings = new ArrayList<>();
    if (recipe.copies() == 0) {
      warnings.add(
          "copies is 0: the examples are passed on as they are; set copies, or leave the stage"
              + " out");
    } else if (!recipe.changesSomething()) {
      warnings.add(
          "every image is there "
              + recipe.rowsEach()
              + " times, unchanged: set rotation, gaussianNoise, flipHorizontal or flipVertical");
    }
    String split = split(examples);
    if (recipe.copies() > 0 && !split.isEmpty() && !split.equals("train")) {
      warnings.add(
          "the augmented examples are of the split '"
              + split
              + "': figures on them do not compare with figures on the images as they are");
    }
    return warnings;
  }

  /** Of the first example, which stands for all; empty where there is none. */
  private static String split(InputFiles examples) throws IOException {
    for (StoredFile shard : examples.tables()) {
      try (TableReader<Example> reader =
          new TableReader<>(shard.name(), StageFiles.openSeekable(shard), Example.class)) {
        Example first = reader.read();
        if (first != null) {
          return first.getSplit();
        }
      }
    }
    return "";
  }
}
