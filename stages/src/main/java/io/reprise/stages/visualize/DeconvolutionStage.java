package io.reprise.stages.visualize;

import static io.reprise.stages.spi.Parameter.optional;
import static io.reprise.stages.spi.Parameter.withDefault;
import static io.reprise.stages.spi.StageType.input;
import static io.reprise.stages.spi.StageType.output;

import io.reprise.schemas.record.Reconstruction;
import io.reprise.schemas.record.TopActivation;
import io.reprise.stages.network.LayerKinds;
import io.reprise.stages.network.NativeFacts;
import io.reprise.stages.network.TrainedModel;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.OneWorkerStage;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.Work;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Stage type {@code deconvolution}. */
public final class DeconvolutionStage extends OneWorkerStage {

  static final String NAME = "deconvolution";
  static final String MAPS = "maps";
  static final String TOP = "top";

  private static final long BATCH_MEMORY = 512L << 20;

  private final LayerKinds kinds;

  /** With the layers that come with Reprise. */
  public DeconvolutionStage() {
    this(LayerKinds.builtIn());
  }

  /**
   * @param kinds of layers that networks may have
   */
  public DeconvolutionStage(LayerKinds kinds) {
    this.kinds = kinds;
  }

  @Override
  public List<?> extensions() {
    return kinds.provided();
  }

  @Override
  public StageType type() {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(LayerChoice.parameter());
    parameters.addAll(ChosenImages.parameters(5));
    parameters.add(
        optional(
            MAPS,
            ParameterType.list(ParameterType.integer(0, 100_000)),
            "feature maps whose strongest images are shown, from 0; by default the first 8"));
    parameters.add(
        withDefault(
            TOP,
            ParameterType.integer(0, 100),
            9L,
            "images shown of each feature map; 0 for none"));
    return new StageType(
        NAME,
        "Shows what activations of a layer are in the image, by a deconvolutional network (Zeiler"
            + " and Fergus, 2014).",
        "{ uses: deconvolution, in: { model: train.model, examples: ingest.test },"
            + " with: { layers: [conv1, conv2] } }",
        parameters,
        List.of(
            input("model", Content.MODEL, "of feed-forward layers"),
            input(ChosenImages.EXAMPLES, Content.EXAMPLES, "the images; top is of them all")),
        List.of(
            output(
                "reconstructions",
                Content.RECONSTRUCTIONS,
                "of each chosen image and layer, all activations, and the strongest alone"),
            output(
                "topActivations",
                Content.TOP_ACTIVATIONS,
                "the images that each feature map answers to most strongly"),
            output(
                "pictures",
                Content.PICTURES,
                "reconstructions.png: image, all activations, the strongest alone;"
                    + " top-LAYER.png: of each feature map the parts of images, and what its"
                    + " strongest activation is in them. 0 is middle grey")));
  }

  @Override
  public List<String> problems(Settings settings) {
    return ChosenImages.problems(settings);
  }

  @Override
  public long memory(Settings settings, long inputBytes) {
    return STREAMING_MEMORY + BATCH_MEMORY;
  }

  @Override
  public Work work(StageContext context) {
    LayerKinds known = kinds; // the work is serialized, and not the stage
    return attempt -> show(context, known, attempt);
  }

  private static void show(StageContext context, LayerKinds kinds, Attempt attempt)
      throws IOException {
    TrainedModel model = TrainedModel.load(context.input("model"), kinds);
    ChosenImages images = ChosenImages.read(context);
    model.check(images.facts());
    PlainNetwork network = PlainNetwork.of(model);
    List<Integer> layers = LayerChoice.of(model, context.settings());
    Reconstructions reconstructions = Reconstructions.of(network, layers, images);
    Tables.write(attempt, "reconstructions", Reconstruction.class, reconstructions.rows());
    int scale = context.settings().integer("scale");
    write(attempt, "reconstructions.png", reconstructions.png(scale));
    List<TopActivation> top = new ArrayList<>();
    for (int layer : layers) {
      StrongestImages strongest = StrongestImages.find(model, layer, context);
      TopPatches patches = TopPatches.of(network, strongest);
      top.addAll(patches.rows());
      if (!patches.rows().isEmpty()) {
        String name = model.spec().layers().get(layer).name();
        write(attempt, "top-" + fileName(name, layer) + ".png", patches.png(scale));
      }
    }
    Tables.write(attempt, "topActivations", TopActivation.class, top);
    attempt.machineFacts(NativeFacts.TOPIC, NativeFacts.json(model.spec()));
  }

  private static void write(Attempt attempt, String name, byte[] png) throws IOException {
    attempt.write("pictures", name, out -> out.write(png));
  }

  /** A layer's name may have what no file name has. */
  private static String fileName(String name, int layer) {
    return name.matches("[A-Za-z0-9_-]+") ? name : Integer.toString(layer);
  }
}
