package io.reprise.stages.augment;

import io.reprise.schemas.parquet.TableReader;
import io.reprise.schemas.record.Example;
import io.reprise.stages.file.StageFiles;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StoredFile;
import io.reprise.stages.spi.WriteFiles;
import io.reprise.stages.table.ExampleFacts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Once the new table's rows are counted, writes its facts, and the warnings if there are any. */
final class DescribeImages implements WriteFiles.Writer<Long> {

  private static final long serialVersionUID = 1L;

  private final StageContext context;

  DescribeImages(StageContext context) {
    this.context = context;
  }

  @Override
  public void write(Long rows, Attempt attempt) throws IOException {
    InputFiles examples = context.input(AugmentStage.EXAMPLES);
    ExampleFacts.read(examples).withRows(rows).write(attempt, AugmentStage.EXAMPLES);
    attempt.warn("augment", warnings(examples));
  }

  private List<String> warnings(InputFiles examples) throws IOException {
    Recipe recipe = Recipe.of(context.settings());
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
