package io.reprise.stages.train;

import io.reprise.schemas.record.Example;
import io.reprise.stages.StageTrial;
import io.reprise.stages.network.TrialExamples;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * CM1 of experiment E5 on 48,000 images of Fashion-MNIST, batch 500: the counterpart of {@code
 * bench/train_torch.py}. Arguments: folder of Fashion-MNIST, a folder to work in, epochs, and
 * threads. Prints the seconds of the whole stage.
 */
final class Cm1Benchmark {

  /** Labels of experiment E5 by those of Fashion-MNIST. */
  private static final int[] MERGED = {0, 4, 2, 4, 2, 1, 0, 3, 3, 4};

  private static final int TRAIN = 48_000;
  private static final int ALL = 60_000;

  private Cm1Benchmark() {}

  public static void main(String[] arguments) throws IOException {
    Path work = Path.of(arguments[1]);
    List<Example> examples = examples(Path.of(arguments[0]));
    List<String> classes = List.of("top", "sandal", "pullover", "sneaker", "other");
    if (!Files.exists(work.resolve("train"))) {
      TrialExamples.write(work.resolve("train"), examples.subList(0, TRAIN), ALL, classes);
      TrialExamples.write(work.resolve("validation"), examples.subList(TRAIN, ALL), ALL, classes);
    }
    StageTrial trial =
        new StageTrial(new TrainStage(), Files.createTempDirectory(work, "run"))
            .with(
                String.format(
                    Locale.ROOT,
                    """
                layers:
                  - conv: { filters: 32, kernel: 3, padding: same, activation: relu }
                  - pool
                  - conv: { filters: 32, kernel: 3, activation: relu }
                  - dense: { units: 256, activation: relu }
                  - output: { units: 5 }
                batchSize: 500
                epochs: %s
                threads: %s
                """,
                    arguments[2],
                    arguments[3]))
            .in("train", work.resolve("train"));
    if (arguments.length > 4) {
      trial.in("validation", work.resolve("validation"));
    }
    long started = System.nanoTime();
    Path artifact = trial.run();
    System.out.printf(
        Locale.ROOT,
        "%.1f s for %s epochs, model %s%n",
        (System.nanoTime() - started) / 1e9,
        arguments[2],
        StageTrial.digests(artifact.resolve("model")).get("parameters.bin"));
  }

  private static List<Example> examples(Path folder) throws IOException {
    List<Example> examples = new ArrayList<>();
    try (DataInputStream images = open(folder.resolve("train-images-idx3-ubyte.gz"), 16);
        DataInputStream labels = open(folder.resolve("train-labels-idx1-ubyte.gz"), 8)) {
      for (long id = 0; id < ALL; id++) {
        byte[] pixels = images.readNBytes(784);
        int label = MERGED[labels.readUnsignedByte()];
        examples.add(new Example(id, "train", label, 28, 28, 1, ByteBuffer.wrap(pixels), id, null));
      }
    }
    return examples;
  }

  private static DataInputStream open(Path file, int header) throws IOException {
    DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file))));
    in.skipNBytes(header);
    return in;
  }
}
