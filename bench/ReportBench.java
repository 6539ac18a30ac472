import io.reprise.schemas.parquet.TableWriter;
import io.reprise.schemas.record.Prediction;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** FILE ROWS: a table of predictions of ten classes, of which about a third is right. */
public final class ReportBench {

  private static final int CLASSES = 10;

  public static void main(String[] arguments) throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    try (TableWriter<Prediction> table =
        new TableWriter<>(
            FileChannel.open(
                Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            Prediction.getClassSchema())) {
      for (long id = 0; id < Long.parseLong(arguments[1]); id++) {
        table.write(row(id, random));
      }
    }
  }

  private static Prediction row(long id, SplittableRandom random) {
    int label = random.nextInt(CLASSES);
    double[] scores = new double[CLASSES];
    double sum = 0;
    int predicted = 0;
    for (int i = 0; i < CLASSES; i++) {
      scores[i] = random.nextDouble() + (i == label ? 0.3 : 0);
      sum += scores[i];
      predicted = scores[i] > scores[predicted] ? i : predicted;
    }
    List<Float> probabilities = new ArrayList<>();
    for (double score : scores) {
      probabilities.add((float) (score / sum));
    }
    return new Prediction(id, "test", label, predicted, probabilities);
  }
}
