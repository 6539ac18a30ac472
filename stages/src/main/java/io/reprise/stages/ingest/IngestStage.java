package io.reprise.stages.ingest;

import io.reprise.stages.dataset.Catalogue;
import io.reprise.stages.dataset.Dataset;
import io.reprise.stages.dataset.DatasetCheck;
import io.reprise.stages.spi.Externals;
import io.reprise.stages.spi.ProjectFolders;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.WriteFiles;
import io.reprise.stages.spi.Written;
import io.reprise.stages.spi.WrittenFile;
import io.reprise.stages.table.Spread;
import io.reprise.stages.table.SumFn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/** The stage type {@code ingest}: a dataset of the catalogue as tables of examples. */
public final class IngestStage implements Stage {

  static final String NAME = "ingest";

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

  /** The ranks of rows, of eight bytes each, beside what streams: images have 128 bytes or more. */
  @Override
  public long memory(Settings settings, long inputBytes) {
    return STREAMING_MEMORY + inputBytes / 16;
  }

  @Override
  public PCollection<WrittenFile> expand(Pipeline beam, StageContext context) {
    IngestPlan plan = IngestPlan.of(context);
    List<SplitSource> sources = plan.sources(context);
    long rowsPerShard = context.settings().longInteger("rowsPerShard");
    PCollection<ChosenPart> parts =
        beam.apply("Plan", Create.of(plan).withCoder(SerializableCoder.of(IngestPlan.class)))
            .apply("Choose rows", ParDo.of(new ChooseRowsFn(sources, rowsPerShard)))
            .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(ChosenPart.class)))
            .apply("Spread parts", new Spread<>());
    int classes = plan.relabelling().names().size();
    SerializableCoder<IngestSummary> coder = SerializableCoder.of(IngestSummary.class);
    Written<IngestSummary> rows = Written.by(ParDo.of(new WritePartFn(context)), parts, coder);
    return rows.filesAnd(
        rows.results()
            .apply(
                "Sum up",
                Combine.globally(new SumFn<>(() -> new IngestSummary(classes), IngestSummary::add))
                    .withoutDefaults())
            .setCoder(coder)
            .apply("Write summary", WriteFiles.of(context, new WriteSummary(plan))));
  }
}
