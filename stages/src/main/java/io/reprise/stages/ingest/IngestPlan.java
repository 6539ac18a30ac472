package io.reprise.stages.ingest;

import io.reprise.stages.dataset.DatasetDefinition;
import io.reprise.stages.dataset.Split;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StoredFile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the stage does with which dataset, for workers.
 *
 * @param relabelling of the dataset's classes
 * @param fraction of train that is kept
 * @param validation fraction of the kept rows
 * @param seed of both choices
 */
record IngestPlan(
    DatasetDefinition dataset,
    Relabelling relabelling,
    double fraction,
    double validation,
    long seed)
    implements Serializable {

  static final String TRAIN = "train";
  static final String VALIDATION = "validation";
  static final String TEST = "test";

  /** Outputs with examples, in the order of tables and messages. */
  static final List<String> SPLITS = List.of(TRAIN, VALIDATION, TEST);

  static IngestPlan of(StageContext context) {
    Settings settings = context.settings();
    DatasetDefinition dataset = DatasetDefinition.of(context.externalFacts());
    return new IngestPlan(
        dataset,
        Relabelling.of(settings, dataset.name(), dataset.classes()),
        settings.real("fraction"),
        settings.real("validation"),
        settings.longInteger("seed"));
  }

  List<SplitSource> sources(StageContext context) {
    List<SplitSource> sources = new ArrayList<>();
    dataset
        .splits()
        .forEach(
            (name, split) ->
                sources.add(
                    new SplitSource(
                        name, split, dataset.shape(), dataset.classes(), files(split, context))));
    return sources;
  }

  private static Map<String, StoredFile> files(Split split, StageContext context) {
    Map<String, StoredFile> files = new LinkedHashMap<>();
    for (String name : IngestFiles.names(split, context.externalFiles().keySet())) {
      files.put(name, context.externalFile(name));
    }
    return files;
  }

  /** Rows of all splits that the dataset's maker promises; 0 where nobody does. */
  long promisedRows() {
    long sum = 0;
    for (Split split : dataset.splits().values()) {
      if (split.rows() == null) {
        return 0;
      }
      sum += split.rows();
    }
    return sum;
  }

  /** Whether not all rows of train stay there. */
  boolean splitsTrain() {
    return fraction < 1 || validation > 0;
  }

  /** Splits that should have rows. */
  List<String> expectedSplits() {
    return SPLITS.stream()
        .filter(split -> !split.equals(VALIDATION) || validation > 0)
        .filter(split -> !split.equals(TEST) || dataset.splits().containsKey(TEST))
        .toList();
  }

  /** Old classes that no new one takes in. */
  List<String> leftOut() {
    List<String> leftOut = new ArrayList<>();
    for (int i = 0; i < dataset.classes().size(); i++) {
      if (relabelling.labels().get(i) == Relabelling.DROPPED) {
        leftOut.add(dataset.classes().get(i));
      }
    }
    return leftOut;
  }
}
