package io.reprise.stages.ingest;

import io.reprise.stages.dataset.Catalogue;
import io.reprise.stages.dataset.Dataset;
import io.reprise.stages.dataset.DatasetCheck;
import io.reprise.stages.spi.Externals;
import io.reprise.stages.spi.MapReduce;
import io.reprise.stages.spi.MapReduceStage;
import io.reprise.stages.spi.ProjectFolders;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The stage type {@code ingest}: a dataset of the catalogue as tables of examples. */
public final class IngestStage extends MapReduceStage<ChosenPart, IngestSummary> {

  static final String NAME = "ingest";

  /** Hardly any row of a file has fewer. */
  private static final long SMALL_IMAGE_BYTES = 64;

  public IngestStage() {
    super(ChosenPart.class, IngestSummary.class);
  }

  @Override
  public StageType type() {
    return IngestType.declaration();
  }

  @Override
  public List<String> problems(Settings settings) {
    List<String> problems = new ArrayList<>(Relabelling.problems(settings));
    if (settings.real("fraction") == 0) {
      problems.add("fraction is 0, which keeps nothing of train");
    }
    if (settings.real("validation") == 1) {
      problems.add("validation is 1, which leaves nothing to train on");
    }
    return problems;
  }

  @Override
  public Settings canonical(Settings settings) {
    return settings.with("dataset", Catalogue.shortest(settings.text("dataset")));
  }

  @Override
  public Externals externals(Settings settings, ProjectFolders surroundings) {
    Dataset dataset =
        new Catalogue(surroundings.data())
            .find(settings.text("dataset"), surroundings.pipelineFolder());
    Relabelling.of(settings, dataset.name(), dataset.definition().classes()); // for its problems
    DatasetCheck.requirePresent(dataset);
    Map<String, Path> files = IngestFiles.of(dataset);
    return new Externals(
        files, dataset.facts(), IngestFiles.expected(dataset, files.keySet()), dataset.remedy());
  }

  /** The labels of rows, of a byte or two each, beside what streams. */
  @Override
  public long memory(Settings settings, long inputBytes) {
    return STREAMING_MEMORY + inputBytes / SMALL_IMAGE_BYTES;
  }

  @Override
  public MapReduce<ChosenPart, IngestSummary> work(StageContext context) {
    return new IngestWork(context);
  }
}
