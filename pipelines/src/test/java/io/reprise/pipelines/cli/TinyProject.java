package io.reprise.pipelines.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A project elsewhere with one dataset, {@code tiny}: ten classes of 8 x 8 pixels, each a pattern
 * of its own under noise, as CSV tables {@code train.csv} and {@code test.csv}, label first.
 */
final class TinyProject {

  static final int SIDE = 8;
  static final int TRAIN_ROWS = 400;
  static final int TEST_ROWS = 100;
  static final String CLASSES = "zero, one, two, three, four, five, six, seven, eight, nine";

  /** Of a table as it should be: label,p0,p1,... */
  static final String HEADER =
      "label," + IntStream.range(0, SIDE * SIDE).mapToObj(i -> "p" + i).collect(commas()) + "\n";

  private final Path home;

  TinyProject(Path home) throws IOException {
    this.home = home;
    Files.createDirectories(home.resolve("data/tiny"));
    dataset("header: true\nlabelColumn: label");
    write("train.csv", HEADER + table(train()));
    write("test.csv", HEADER + table(test()));
  }

  /** A labelled image. */
  record Row(int label, int[] pixels) {

    String line() {
      return label + "," + IntStream.of(pixels).mapToObj(String::valueOf).collect(commas());
    }
  }

  static List<Row> train() {
    return rows(TRAIN_ROWS, 1);
  }

  static List<Row> test() {
    return rows(TEST_ROWS, 2);
  }

  private static List<Row> rows(int count, long seed) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Random pattern = new Random(i % 10);
      int[] pixels = new int[SIDE * SIDE];
      for (int pixel = 0; pixel < pixels.length; pixel++) {
        pixels[pixel] = (pattern.nextBoolean() ? 150 : 0) + random.nextInt(100);
      }
      rows.add(new Row(i % 10, pixels));
    }
    return rows;
  }

  static String table(List<Row> rows) {
    return rows.stream().map(row -> row.line() + "\n").collect(Collectors.joining());
  }

  private static Collector<CharSequence, ?, String> commas() {
    return Collectors.joining(",");
  }

  /**
   * @param format the lines on header and column of labels
   */
  void dataset(String format) throws IOException {
    Files.writeString(
        home.resolve("data/tiny.yaml"),
        String.format(
            Locale.ROOT,
            """
        dataset: tiny
        shape: { height: 8, width: 8, channels: 1 }
        classes: [%s]
        format: csv
        %s
        splits:
          train: { rows: %d, table: train.csv }
          test: { rows: %d, table: test.csv }
        """,
            CLASSES,
            format,
            TRAIN_ROWS,
            TEST_ROWS));
  }

  /** Of the dataset. */
  void write(String file, String text) throws IOException {
    Files.writeString(home.resolve("data/tiny").resolve(file), text);
  }

  /**
   * @param stages of the pipeline file, as they stand below {@code stages}
   */
  Cli.Result run(String stages, String... options) throws IOException {
    Path pipeline = home.resolve("tiny-pipeline.yaml");
    Files.writeString(pipeline, "pipeline: tiny\nstages:\n" + stages.indent(2));
    return runFile(pipeline, options);
  }

  /** A pipeline file in the project's home. */
  Cli.Result runFile(Path pipeline, String... options) {
    List<String> arguments = new ArrayList<>(List.of("run", pipeline.toString()));
    arguments.addAll(List.of(options));
    return Cli.runIn(home, outputs(), arguments.toArray(new String[0]));
  }

  Path outputs() {
    return home.resolve("outputs");
  }
}
