package io.reprise.stages.curves;

import static io.reprise.stages.spi.StageType.input;
import static io.reprise.stages.spi.StageType.optionalInput;
import static io.reprise.stages.spi.StageType.output;

import io.reprise.stages.spi.Content;
import io.reprise.stages.spi.OneWorkerStage;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.StageType;
import io.reprise.stages.spi.Work;
import java.util.List;

/** Stage type {@code curves}: what probabilities are worth, beyond the class that they choose. */
public final class CurvesStage extends OneWorkerStage {

  static final String NAME = "curves";

  /** A row's label and sort key, in bytes as stored: no fewer than these are stored of a row. */
  private static final long MEMORY_A_STORED_BYTE = 2;

  @Override
  public StageType type() {
    return new StageType(
        NAME,
        "ROC and precision-recall curves of each class against the rest, and calibration.",
        """
        uses: curves
        in: { predictions: evaluate.predictions, confusion: evaluate.confusion }
        """,
        List.of(),
        List.of(
            input("predictions", Content.PREDICTIONS, "what is measured"),
            optionalInput(
                "confusion",
                Content.CONFUSION,
                "of the same predictions: the classes' names, which are numbers without it")),
        List.of(
            output(
                "curves",
                Content.CURVES,
                "points to draw, at most 1,000 a curve, and 15 bins of a reliability diagram"),
            output(
                "metrics",
                Content.METRICS,
                "areas, of all points, with their means over classes; expected calibration error"
                    + " (15 bins of equal width of the predicted class's probability), Brier"
                    + " score")));
  }

  @Override
  public long memory(Settings settings, long inputBytes) {
    return STREAMING_MEMORY + MEMORY_A_STORED_BYTE * inputBytes;
  }

  @Override
  public Work work(StageContext context) {
    return attempt -> CurvesWork.run(context, attempt);
  }
}
