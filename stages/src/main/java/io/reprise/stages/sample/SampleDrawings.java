package io.reprise.stages.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of the bundled data set, as {@code data/sample.yaml} lists them. */
public final class SampleDrawings {

  private static final int TRAIN = 2000;
  private static final int TEST = 500;
  private static final long TRAIN_SEED = 0;
  private static final long TEST_SEED = 1_000_000; // no seed of the train drawings

  private SampleDrawings() {}

  /**
   * Writes the files into a folder.
   *
   * @param arguments the folder; {@code data/sample} without
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments.length == 0 ? "data/sample" : arguments[0]);
    Files.createDirectories(folder);
    for (Map.Entry<String, byte[]> file : files().entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /** Content by file name: train and test drawings, both as IDX and as CSV. */
  public static Map<String, byte[]> files() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    add(files, "train", DrawingSet.of(TRAIN_SEED, TRAIN));
    add(files, "test", DrawingSet.of(TEST_SEED, TEST));
    return files;
  }

  /** The classes' names, in the order of the labels. */
  public static List<String> classes() {
    return Wardrobe.ALL.stream().map(Garment::title).toList();
  }

  private static void add(Map<String, byte[]> files, String split, DrawingSet drawings) {
    files.put(split + "-images-idx3-ubyte.gz", Gzip.of(Idx.images(drawings)));
    files.put(split + "-labels-idx1-ubyte.gz", Gzip.of(Idx.labels(drawings)));
    files.put("x_" + split + ".csv.gz", Gzip.of(Csv.pixels(drawings)));
    files.put("y_" + split + ".csv.gz", Gzip.of(Csv.labels(drawings)));
  }
}
