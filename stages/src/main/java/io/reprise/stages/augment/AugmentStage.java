package io.reprise.stages.augment;

import io.reprise.schemas.record.Example;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.spi.MapReduce;
import io.reprise.stages.spi.MapReduceStage;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.table.Shard;
import io.reprise.stages.table.TransformShards;
import java.util.List;

/** Stage type {@code augment}: images and changed copies of them. */
public final class AugmentStage extends MapReduceStage<Shard, Long> {

  static final String EXAMPLES = "examples";

  private static final long MOST_COPIES = 1000;

  public AugmentStage() {
    super(Shard.class, Long.class);
  }

  @Override
  public StageType type() {
    return new StageType(
        "augment",
        "Adds changed copies of images: rotated, with Gaussian noise, mirrored.",
        "{ uses: augment, in: { examples: ingest.train },"
            + " with: { copies: 1, rotation: 10, gaussianNoise: 0.05, seed: 27 } }",
        parameters(),
        List.of(StageType.input(EXAMPLES, Content.EXAMPLES, "the images")),
        List.of(
            StageType.output(
                EXAMPLES,
                Content.EXAMPLES,
                "the images, if kept, each followed by its copies; ids are counted anew")));
  }

  private static List<Parameter> parameters() {
    ParameterType probability = ParameterType.real(0, 1);
    return List.of(
        Parameter.withDefault(
            "copies", ParameterType.integer(0, MOST_COPIES), 1L, "changed copies of each image"),
        Parameter.withDefault(
            "keepOriginals", ParameterType.flag(), true, "whether the images themselves stay"),
        Parameter.withDefault(
            "rotation", ParameterType.real(0, 180), 0.0, "degrees, counterclockwise"),
        Parameter.withDefault(
            "rotationMode",
            ParameterType.choice("uniform", "fixed"),
            "uniform",
            "any angle up to rotation either way, or exactly rotation"),
        Parameter.withDefault(
            "gaussianNoise",
            ParameterType.real(0, 1),
            0.0,
            "standard deviation, as a fraction of the range from black to white"),
        Parameter.withDefault(
            "flipHorizontal", probability, 0.0, "probability of swapping left and right"),
        Parameter.withDefault(
            "flipVertical", probability, 0.0, "probability of swapping top and bottom"),
        Parameter.withDefault(
            "fill", ParameterType.integer(0, 255), 0L, "grey of what a rotation brings in"),
        Parameter.withDefault(
            "seed",
            ParameterType.integer(Long.MIN_VALUE, Long.MAX_VALUE),
            0L,
            "another seed, other angles, noise and flips"));
  }

  @Override
  public List<String> problems(Settings settings) {
    Recipe recipe = Recipe.of(settings);
    return recipe.copies() == 0 && !recipe.keepOriginals()
        ? List.of(
            "copies is 0 and keepOriginals is false, which leaves no image: change one of them")
        : List.of();
  }

  @Override
  public long memory(Settings settings, long inputBytes) {
    return STREAMING_MEMORY;
  }

  @Override
  public MapReduce<Shard, Long> work(StageContext context) {
    Recipe recipe = Recipe.of(context.settings());
    InputFiles examples = context.input(EXAMPLES);
    return new TransformShards<>(
        examples,
        EXAMPLES,
        Example.class,
        Example::getId,
        recipe.rowsEach(),
        new AugmentShard(recipe, examples));
  }
}
