package io.reprise.stages.contactsheet;

import static io.reprise.stages.spi.Parameter.withDefault;
import static io.reprise.stages.spi.StageType.input;
import static io.reprise.stages.spi.StageType.optionalInput;
import static io.reprise.stages.spi.StageType.output;

import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.OneWorkerStage;
import io.reprise.stages.spi.ParameterType;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.Work;
import java.util.List;

/** Stage type {@code contactsheet}. */
public final class ContactSheetStage extends OneWorkerStage {

  static final String NAME = "contactsheet";
  static final String GROUP_BY = "groupBy";
  static final String CAPTION = "caption";
  static final String CLUSTERS = "clusters";

  @Override
  public StageType type() {
    return new StageType(
        NAME,
        "Draws examples side by side, by class, by cluster or by split, as one PNG picture.",
        "{ uses: contactsheet, in: { examples: ingest.test }, with: { groupBy: class } }",
        List.of(
            withDefault(
                GROUP_BY,
                ParameterType.choice("class", "cluster", "split", "none"),
                "class",
                "what stands together; cluster needs the input clusters"),
            withDefault(
                "images",
                ParameterType.integer(1, 10_000),
                20L,
                "in a group at most, chosen by seed and id, in the order of their ids"),
            withDefault("columns", ParameterType.integer(1, 1000), 10L, "images in a row"),
            withDefault(
                CAPTION,
                ParameterType.choice("label", "id", "none"),
                "label",
                "what is written below each image; label is the class's name"),
            withDefault("scale", ParameterType.integer(1, 32), 2L, "pixels a side of each pixel"),
            withDefault(
                "seed",
                ParameterType.integer(Long.MIN_VALUE, Long.MAX_VALUE),
                0L,
                "of the choice of images")),
        List.of(
            input("examples", Content.EXAMPLES, "the images"),
            optionalInput(
                CLUSTERS, Content.CLUSTERS, "the cluster of each; those without one are left out")),
        List.of(output("pictures", Content.PICTURES, "contactsheet.png")));
  }

  /** The chosen images, which are few. */
  @Override
  public long memory(Settings settings, long inputBytes) {
    return STREAMING_MEMORY;
  }

  @Override
  public Work work(StageContext context) {
    return attempt -> {
      Sheet sheet = SheetInput.read(context);
      byte[] png = SheetPicture.of(sheet, context.settings()).png();
      attempt.write("pictures", "contactsheet.png", out -> out.write(png));
    };
  }
}
