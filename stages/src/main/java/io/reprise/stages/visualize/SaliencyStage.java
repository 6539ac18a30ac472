package io.reprise.stages.visualize;

import static io.reprise.stages.spi.StageType.input;
import static io.reprise.stages.spi.StageType.output;

import io.reprise.schemas.problem.Nearest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Saliency;
import io.reprise.stages.network.LayerKinds;
import io.reprise.stages.network.TrainedModel;
import io.reprise.stages.png.Grid;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.OneWorkerStage;
import io.reprise.stages.spi.Parameter;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.Work;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Stage type {@code saliency}: gradients of a class's score by the pixels. */
public final class SaliencyStage extends OneWorkerStage {

  /** Explains the class that the network predicts. */
  static final int PREDICTED = -1;

  private static final String CLASS = "class";

  private final LayerKinds kinds;

  /** With the layers that come with Reprise. */
  public SaliencyStage() {
    this(LayerKinds.builtIn());
  }

  /**
   * @param kinds of layers that networks may have
   */
  public SaliencyStage(LayerKinds kinds) {
    this.kinds = kinds;
  }

  @Override
  public List<?> extensions() {
    return kinds.provided();
  }

  @Override
  public StageType type() {
    List<Parameter> parameters = new ArrayList<>(ChosenImages.parameters(10));
    parameters.add(
        Parameter.optional(
            CLASS,
            ParameterType.text(),
            "the name of the class to explain; by default the one that is predicted"));
    return new StageType(
        "saliency",
        "Shows which pixels move the score of a class, by its gradient (Simonyan et al., 2013).",
        "{ uses: saliency, in: { model: train.model, examples: ingest.test }, with: { images: 5 } }",
        parameters,
        List.of(
            input("model", Content.MODEL, "of feed-forward layers"),
            input(ChosenImages.EXAMPLES, Content.EXAMPLES, "where the images are taken from")),
        List.of(
            output("saliency", Content.SALIENCY, "one gradient an image"),
            output(
                "pictures",
                Content.PICTURES,
                "saliency.png: each image, and beside it the greatest size of its pixels'"
                    + " gradients over the channels, white for the greatest of the image")));
  }

  @Override
  public List<String> problems(Settings settings) {
    return ChosenImages.problems(settings);
  }

  @Override
  public Work work(StageContext context) {
    LayerKinds known = kinds; // the work is serialized, and not the stage
    return attempt -> explain(context, known, attempt);
  }

  private static void explain(StageContext context, LayerKinds kinds, Attempt attempt)
      throws IOException {
    TrainedModel model = TrainedModel.load(context.input("model"), kinds);
    ChosenImages images = ChosenImages.read(context);
    ExampleFacts facts = images.facts();
    model.check(facts);
    if (model.spec().reproducesInput()) {
      throw new ReportedException(
          "the model reproduces images and has no classes to explain; take one with target: label");
    }
    SaliencyMaps maps = new SaliencyMaps(PlainNetwork.of(model), images);
    int label = explained(model.spec().classes(), context.settings());
    List<Saliency> rows = new ArrayList<>();
    List<Grid.Group> groups = new ArrayList<>();
    for (int i = 0; i < images.examples().size(); i++) {
      SaliencyMaps.Explained each = maps.explain(images.examples().get(i), label);
      rows.add(each.row());
      groups.add(each.group());
    }
    Tables.write(attempt, "saliency", Saliency.class, rows);
    int scale = context.settings().integer("scale");
    int channels = facts.channels() == 1 ? 1 : 3;
    Grid grid = new Grid(facts.width(), facts.height(), channels, 2, scale, true, groups);
    byte[] png = grid.draw().png();
    attempt.write("pictures", "saliency.png", out -> out.write(png));
  }

  private static int explained(List<String> classes, Settings settings) {
    if (!settings.has(CLASS)) {
      return PREDICTED;
    }
    String name = settings.text(CLASS);
    int label = classes.indexOf(name);
    if (label < 0) {
      throw new ReportedException(
          "the model has no class '" + name + "'" + Nearest.hint(name, classes));
    }
    return label;
  }
}
