package io.reprise.stages.ingest;

import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.StageType;
import java.util.List;

/** What a pipeline file can say of the stage, and what it gets. */
final class IngestType {

  private IngestType() {}

  static StageType declaration() {
    return new StageType(
        IngestStage.NAME,
        "Reads a dataset's files, checks every row, and splits train into train and validation.",
        "{ uses: ingest, with: { dataset: fashion-mnist, validation: 0.2, seed: 27 } }",
        parameters(),
        List.of(),
        List.of(
            StageType.output(IngestPlan.TRAIN, Content.EXAMPLES, "what is left of train"),
            StageType.output(
                IngestPlan.VALIDATION, Content.EXAMPLES, "rows of train, under the ids they had"),
            StageType.output(IngestPlan.TEST, Content.EXAMPLES, "test, whole"),
            StageType.output("metrics", Content.METRICS, "rows by split and class")));
  }

  private static List<Parameter> parameters() {
    return List.of(
        Parameter.required(
            "dataset",
            ParameterType.text(),
            "a name in data/, or the path of a dataset's YAML file, from the pipeline file"),
        Parameter.withDefault(
            "validation",
            ParameterType.real(0, 1),
            0.0,
            "fraction of train, class by class, that becomes validation"),
        Parameter.withDefault(
            "fraction",
            ParameterType.real(0, 1),
            1.0,
            "fraction of train, class by class, that is kept before validation is taken from it"),
        Parameter.optional(
            "classes",
            ParameterType.list(ParameterType.text()),
            "names of the classes to keep; labels are their places in this list"),
        Parameter.optional(
            "merge",
            ParameterType.map(ParameterType.list(ParameterType.text())),
            "new class names, each with the classes it takes in; labels follow the dataset's order"),
        Parameter.withDefault(
            "seed",
            ParameterType.integer(Long.MIN_VALUE, Long.MAX_VALUE),
            0L,
            "which rows validation and fraction choose"),
        Parameter.withDefault(
            "rowsPerShard", ParameterType.integer(1, Long.MAX_VALUE), 10_000L, "ids in a file"));
  }
}
