package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pipelines of the reports with all their layers, on a few images of the datasets' shapes and
 * classes, for one epoch: some whose networks no other test runs.
 */
class QuickExperimentsTest {

  private static final int TRAIN = 60;
  private static final int TEST = 20;
  private static final Pattern TRAINING = Pattern.compile("(?m)^  (\\S+):\\s+uses: train\\b");

  @TempDir private static Path home;

  @BeforeAll
  static void data() throws IOException {
    Files.createDirectories(home.resolve("pipelines"));
    dataset("fashion-mnist", 28, 1);
    dataset("cifar-10-jpeg", 32, 3);
  }

  /** Of the real one's shape and classes. */
  private static void dataset(String name, int side, int channels) throws IOException {
    String real = Files.readString(Cli.HOME.resolve("data/" + name + ".yaml"));
    String classes =
        real.lines().filter(line -> line.startsWith("classes:")).findFirst().orElseThrow();
    Path folder = Files.createDirectories(home.resolve("data").resolve(name));
    Files.writeString(
        home.resolve("data/" + name + ".yaml"),
        String.format(
            Locale.ROOT,
            """
            dataset: %s
            shape: { height: %d, width: %d, channels: %d }
            %s
            format: csv
            labelColumn: "1"
            splits:
              train: { rows: %d, table: train.csv }
              test: { rows: %d, table: test.csv }
            """,
            name,
            side,
            side,
            channels,
            classes,
            TRAIN,
            TEST));
    Files.writeString(folder.resolve("train.csv"), table(TRAIN, side * side * channels, 1));
    Files.writeString(folder.resolve("test.csv"), table(TEST, side * side * channels, 2));
  }

  private static String table(int rows, int numbers, long seed) {
    Random random = new Random(seed);
    return IntStream.range(0, rows)
        .mapToObj(
            row ->
                row % 10
                    + ","
                    + random
                        .ints(numbers, 0, 256)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(","))
                    + "\n")
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @ValueSource(strings = {"e1-cnn-cifar", "e4-autoencoder", "e5-vgg"})
  void runsFromImagesToMetrics(String name) throws IOException {
    Cli.Result result = command("run", name);
    assertThat(result.exitCode()).as(result.out()).isZero();
    assertThat(result.out()).contains("evaluate (test): rows ");
  }

  private static Cli.Result command(String command, String name, String... more)
      throws IOException {
    Path file = home.resolve("pipelines").resolve(name + ".yaml");
    String text = Files.readString(Cli.HOME.resolve("pipelines").resolve(name + ".yaml"));
    Files.writeString(file, text);
    List<String> arguments = new ArrayList<>(List.of(command, name));
    arguments.addAll(List.of(more));
    Matcher trainings = TRAINING.matcher(text);
    while (trainings.find()) {
      arguments.addAll(List.of("--set", trainings.group(1) + ".epochs=1"));
    }
    return Cli.runIn(home, home.resolve("outputs"), arguments.toArray(String[]::new));
  }
}
