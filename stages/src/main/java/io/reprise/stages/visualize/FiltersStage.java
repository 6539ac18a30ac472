package io.reprise.stages.visualize;

import static io.reprise.stages.spi.Parameter.optional;
import static io.reprise.stages.spi.Parameter.withDefault;
import static io.reprise.stages.spi.StageType.input;
import static io.reprise.stages.spi.StageType.output;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.FilterWeights;
import io.reprise.stages.network.LayerKinds;
import io.reprise.stages.network.TrainedModel;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.OneWorkerStage;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.Work;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.util.List;

/** Stage type {@code filters}. */
public final class FiltersStage extends OneWorkerStage {

  private static final String LAYER = "layer";

  private final LayerKinds kinds;

  /** With the layers that come with Reprise. */
  public FiltersStage() {
    this(LayerKinds.builtIn());
  }

  /**
   * @param kinds of layers that networks may have
   */
  public FiltersStage(LayerKinds kinds) {
    this.kinds = kinds;
  }

  @Override
  public List<?> extensions() {
    return kinds.provided();
  }

  @Override
  public StageType type() {
    return new StageType(
        "filters",
        "Shows the filters of a convolution, as a table and as a picture.",
        "{ uses: filters, in: { model: train.model } }",
        List.of(
            optional(LAYER, ParameterType.text(), "its name; by default the first conv layer"),
            withDefault("columns", ParameterType.integer(1, 1000), 16L, "filters in a row"),
            withDefault("scale", ParameterType.integer(1, 64), 8L, "pixels a side of a weight")),
        List.of(input("model", Content.MODEL, "whose layer it is")),
        List.of(
            output("filters", Content.FILTERS, "the weights of each filter for each channel"),
            output(
                "pictures",
                Content.PICTURES,
                "filters.png: 0 is middle grey, white and black are the greatest weight of all and"
                    + " its negative; of 3 channels in colours, of more, one image a channel")));
  }

  @Override
  public Work work(StageContext context) {
    LayerKinds known = kinds; // the work is serialized, and not the stage
    return attempt -> show(context, known, attempt);
  }

  private static void show(StageContext context, LayerKinds kinds, Attempt attempt)
      throws IOException {
    TrainedModel model = TrainedModel.load(context.input("model"), kinds);
    Settings settings = context.settings();
    Filters filters = Filters.of(PlainNetwork.of(model), layer(model, settings));
    Tables.write(attempt, "filters", FilterWeights.class, filters.rows());
    byte[] png = filters.grid(settings.integer("columns"), settings.integer("scale")).draw().png();
    attempt.write("pictures", "filters.png", out -> out.write(png));
  }

  private static int layer(TrainedModel model, Settings settings) {
    if (settings.has(LAYER)) {
      return model.layer(settings.text(LAYER));
    }
    int layers = model.spec().layers().size();
    for (int layer = 0; layer < layers; layer++) {
      if (model.spec().layers().get(layer).kind().equals("conv")) {
        return layer;
      }
    }
    throw new ReportedException("the model has no conv layer, so no filters");
  }
}
