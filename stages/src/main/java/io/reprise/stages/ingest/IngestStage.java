package io.reprise.stages.ingest;

import io.reprise.schemas.record.Example;
import io.reprise.stages.dataset.Catalogue;
import io.reprise.stages.dataset.Dataset;
import io.reprise.stages.dataset.DatasetCheck;
import io.reprise.stages.spi.Externals;
import io.reprise.stages.spi.ProjectFolders;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.Stage;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.table.WriteTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.extensions.avro.coders.AvroCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.jspecify.annotations.Nullable;

/** The stage type {@code ingest}: a dataset of the catalogue as tables of examples. */
public final class IngestStage implements Stage {

  static final String NAME = "ingest";

  private static final int DECODING_BUCKETS = 16;

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
    Map<String, @Nullable Object> facts = new LinkedHashMap<>(dataset.facts());
    facts.putAll(IngestFiles.listings(dataset));
    return new Externals(
        IngestFiles.of(dataset), facts, IngestFiles.expected(dataset), dataset.remedy());
  }

  @Override
  public void expand(Pipeline beam, StageContext context) {
    IngestPlan plan = IngestPlan.of(context);
    PCollectionTuple read =
        beam.apply(
                "List splits",
                Create.of(plan.sources(context)).withCoder(SerializableCoder.of(SplitSource.class)))
            .apply("Spread splits", Reshuffle.viaRandomKey())
            .apply(
                "Read rows",
                ParDo.of(new ReadSplitFn(context.progress()))
                    .withOutputTags(
                        ReadSplitFn.IMAGES,
                        TupleTagList.of(ReadSplitFn.LABELS).and(ReadSplitFn.WARNINGS)));
    PCollection<KV<String, List<Integer>>> labels =
        read.get(ReadSplitFn.LABELS)
            .setCoder(KvCoder.of(StringUtf8Coder.of(), ListCoder.of(VarIntCoder.of())));
    PCollection<SourceImage> chosen =
        read.get(ReadSplitFn.IMAGES)
            .setCoder(new SourceImageCoder())
            .apply("Choose rows", new ChooseRows(plan, labels));
    if (plan.images() != null) {
      // A few buckets, since the direct runner makes a bundle of each key.
      chosen =
          chosen.apply(
              "Spread images",
              Reshuffle.<SourceImage>viaRandomKey().withNumBuckets(DECODING_BUCKETS));
    }
    PCollection<String> warnings = read.get(ReadSplitFn.WARNINGS).setCoder(StringUtf8Coder.of());
    write(chosen, plan, context)
        .apply("Summarise", new WriteSummary(plan, context, labels, warnings));
  }

  /** Writes the tables, and passes on all examples. */
  private static PCollection<Example> write(
      PCollection<SourceImage> chosen, IngestPlan plan, StageContext context) {
    Map<String, TupleTag<Example>> tags = new LinkedHashMap<>();
    IngestPlan.SPLITS.forEach(split -> tags.put(split, new TupleTag<>(split)));
    TupleTag<Example> first = tags.get(IngestPlan.TRAIN);
    PCollectionTuple made =
        chosen.apply(
            "Make example",
            ParDo.of(new MakeExampleFn(plan.dataset().shape(), plan.images(), tags))
                .withOutputTags(first, others(tags)));
    PCollectionList<Example> all = PCollectionList.empty(chosen.getPipeline());
    long rowsPerShard = context.settings().longInteger("rowsPerShard");
    for (Map.Entry<String, TupleTag<Example>> tag : tags.entrySet()) {
      PCollection<Example> examples =
          made.get(tag.getValue()).setCoder(AvroCoder.of(Example.class));
      examples.apply(
          "Write " + tag.getKey(),
          WriteTable.of(Example.class, context.output(tag.getKey()), Example::getId, rowsPerShard));
      all = all.and(examples);
    }
    return all.apply("All examples", Flatten.pCollections());
  }

  private static TupleTagList others(Map<String, TupleTag<Example>> tags) {
    TupleTagList others = TupleTagList.empty();
    for (String split : List.of(IngestPlan.VALIDATION, IngestPlan.TEST)) {
      others = others.and(tags.get(split));
    }
    return others;
  }
}
