package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.schemas.json.Json;
import io.reprise.schemas.json.JsonMaps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Broken files and pipelines, by the command line: one line that says where, the right exit code,
 * and nothing in the store that a later run could take for a result.
 */
class BadInputRunTest {

  private static final int ROWS = 4;
  private static final byte[] IMAGES = images(ROWS);
  private static final byte[] PACKED = gzip(images(400));
  private static final String HEADER = "a,b,c,d\n";
  private static final String PIXELS = HEADER + "0,0,3,4\n".repeat(ROWS);
  private static final String LABELS = "label\n0\n1\n0\n1\n";

  /**
   * A tiny dataset: two classes, 2 x 2 pixels.
   *
   * @param format the dataset file's lines on format and split
   * @param message what must follow the path of the folder, as a regular expression
   */
  record Input(String name, String format, Map<String, byte[]> files, String message) {

    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Input> GOOD =
      List.of(
          idx("IDX", IMAGES, labels(0, 1, 0, 1), ""),
          csv("CSV with a header", true, PIXELS, LABELS, ""),
          csv("CSV without", false, withoutHeader(PIXELS), withoutHeader(LABELS), ""));

  static final List<Input> BROKEN =
      List.of(
          new Input(
              "truncated gzip",
              "format: idx\nsplits:\n  train: { images: x.gz, labels: y }\n",
              Map.of("x.gz", Arrays.copyOf(PACKED, PACKED.length / 2), "y", labels(new int[400])),
              "x.gz: is cut off: the gzip data ends after [0-9,]+ unpacked bytes; .*"),
          idx(
              "wrong IDX magic",
              labels(0, 1, 0, 1),
              labels(0, 1, 0, 1),
              "x, byte 1: the file starts with 0x00000801, but IDX images start with .*"),
          idx(
              "image and label counts that differ",
              IMAGES,
              labels(0, 1, 0),
              "x: has 4 images, but y has 3 labels; .*"),
          idx(
              "label out of range",
              IMAGES,
              labels(0, 1, 2, 1),
              "y, row 3: label 2 is none of the 2 classes \\(0 to 1\\)"),
          idx("empty IDX file", new byte[0], labels(0, 1, 0, 1), "x: is empty; .*"),
          csv(
              "CSV with a column missing",
              true,
              PIXELS + "1,2,3\n",
              LABELS + "0\n",
              "x.csv, row 6: has 3 columns where 4 are expected"),
          csv(
              "CSV with an extra column",
              true,
              PIXELS + "1,2,3,4,5\n",
              LABELS + "0\n",
              "x.csv, row 6: has 5 columns where 4 are expected"),
          csv(
              "letters",
              true,
              PIXELS + "1,two,3,4\n",
              LABELS + "0\n",
              "x.csv, row 6, column 2: 'two' is no whole number from 0 to 255"),
          csv(
              "value 256",
              true,
              PIXELS + "1,2,3,256\n",
              LABELS + "0\n",
              "x.csv, row 6, column 4: '256' is no whole number from 0 to 255"),
          csv("empty CSV file", true, "", LABELS, "x.csv: is empty; .*"),
          csv(
              "header where none is declared",
              false,
              PIXELS,
              withoutHeader(LABELS) + "0\n",
              "x.csv, row 1, column 1: 'a' is no whole number .*; .* say header: true .*"),
          csv(
              "no header where one is declared",
              true,
              withoutHeader(PIXELS) + "0,0,3,4\n", // as many rows as if one were a header
              LABELS,
              "x.csv, row 1: looks like data, .*; say header: false"));

  @TempDir Path home;

  private Path data;
  private Path outputs;

  @BeforeEach
  void folders() throws IOException {
    data = Files.createDirectories(home.resolve("data/tiny"));
    outputs = home.resolve("outputs");
    Files.createDirectories(home.resolve("pipelines"));
  }

  @ParameterizedTest
  @FieldSource("GOOD")
  void wholeFilesArePublished(Input input) throws IOException {
    Cli.Result result = ingest(input);
    assertThat(result.exitCode()).as(result.out()).isZero();
    assertThat(ingestRecords()).hasSize(1);
  }

  @ParameterizedTest
  @FieldSource("BROKEN")
  void brokenFileIsOneErrorAndPublishesNothing(Input input) throws IOException {
    Cli.Result result = ingest(input);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(errors(result)).singleElement().asString().matches(lineAbout(input));
    assertThat(result.out()).doesNotContain("\tat ");
    assertThat(ingestRecords()).isEmpty();
    assertThat(entries("store/scratch")).isEmpty();
    assertThat(entries("runs"))
        .isNotEmpty()
        .allSatisfy(run -> assertThat(run.resolve("ingest")).doesNotExist());
  }

  private static String lineAbout(Input input) {
    return "error: ingest: (\\S*/)?" + input.message();
  }

  @Test
  void unknownTypeNamesItsLine() throws IOException {
    assertWrong(
        """
        pipeline: p
        stages:
          a: { uses: ingst, with: { dataset: tiny } }
        """,
        ":3: unknown stage type 'ingst'; did you mean 'ingest'?");
  }

  @Test
  void unknownParameterNamesItsLine() throws IOException {
    assertWrong(
        """
        pipeline: p
        stages:
          a:
            uses: ingest
            with: { dataset: tiny, fractoin: 1 }
        """,
        ":5: unknown parameter 'fractoin'; did you mean 'fraction'?");
  }

  @Test
  void wrongParameterTypeNamesItsLine() throws IOException {
    assertWrong(
        """
        pipeline: p
        stages:
          a:
            uses: ingest
            with: { dataset: tiny, fraction: all }
        """,
        ":5: fraction must be a number from 0 to 1, not the text 'all'");
  }

  @Test
  void cycleNamesItsLineAndItsStages() throws IOException {
    assertWrong(
        """
        pipeline: p
        stages:
          a: { uses: augment, in: { examples: b.examples } }
          b: { uses: augment, in: { examples: a.examples } }
        """,
        ":4: stages depend on each other: a <- b <- a");
  }

  @Test
  void missingInputNamesItsLine() throws IOException {
    assertWrong(
        """
        pipeline: p
        stages:
          a: { uses: ingest, with: { dataset: tiny } }
          b: { uses: augment }
        """,
        ":4: input 'examples' of stage 'b' is missing");
  }

  @Test
  void twoStagesOfOneNameNameBothLines() throws IOException {
    assertWrong(
        """
        pipeline: p
        stages:
          a: { uses: ingest, with: { dataset: tiny } }
          a: { uses: ingest, with: { dataset: tiny } }
        """,
        ":4: 'a' is already there in line 3");
  }

  private void assertWrong(String pipeline, String message) throws IOException {
    Files.writeString(home.resolve("pipelines/p.yaml"), pipeline);
    Cli.Result result = Cli.runIn(home, outputs, "run", "p");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(errors(result))
        .singleElement()
        .asString()
        .startsWith("error: " + home.resolve("pipelines/p.yaml") + message);
    assertThat(result.out()).doesNotContain("\tat ");
  }

  private Cli.Result ingest(Input input) throws IOException {
    Files.writeString(
        home.resolve("data/tiny.yaml"),
        "dataset: tiny\nshape: { height: 2, width: 2, channels: 1 }\nclasses: [cat, dog]\n"
            + input.format());
    for (Map.Entry<String, byte[]> file : input.files().entrySet()) {
      Files.write(data.resolve(file.getKey()), file.getValue());
    }
    Files.writeString(
        home.resolve("pipelines/p.yaml"),
        "pipeline: p\nstages:\n  ingest: { uses: ingest, with: { dataset: tiny } }\n");
    return Cli.runIn(home, outputs, "run", "p");
  }

  private static List<String> errors(Cli.Result result) {
    return result.out().lines().filter(line -> line.startsWith("error:")).toList();
  }

  /** The key records of the stage; a run's table of metrics has one too. */
  private List<Path> ingestRecords() throws IOException {
    List<Path> records = new ArrayList<>();
    for (Path folder : entries("store/keys")) {
      for (Path file : children(folder)) {
        if ("ingest".equals(JsonMaps.map(Json.readObject(file), "preimage").get("stage"))) {
          records.add(file);
        }
      }
    }
    return records;
  }

  private List<Path> entries(String folder) throws IOException {
    return Files.exists(outputs.resolve(folder)) ? children(outputs.resolve(folder)) : List.of();
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(path -> !Files.isSymbolicLink(path)).toList();
    }
  }

  private static Input idx(String name, byte[] images, byte[] labels, String message) {
    return new Input(
        name,
        "format: idx\nsplits:\n  train: { images: x, labels: y }\n",
        Map.of("x", images, "y", labels),
        message);
  }

  private static Input csv(
      String name, boolean header, String pixels, String labels, String message) {
    return new Input(
        name,
        String.format(
            Locale.ROOT,
            """
        format: csv
        header: %s
        labelColumn: %s
        splits:
          train: { pixels: x.csv, labels: y.csv }
        """,
            header,
            header ? "label" : "\"1\""),
        Map.of("x.csv", utf8(pixels), "y.csv", utf8(labels)),
        message);
  }

  private static String withoutHeader(String csv) {
    return csv.substring(csv.indexOf('\n') + 1);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] images(int rows) {
    ByteBuffer bytes = ByteBuffer.allocate(16 + rows * 4);
    bytes.putInt(0x803).putInt(rows).putInt(2).putInt(2);
    for (int row = 0; row < rows; row++) {
      bytes.putInt(row * 0x01234567); // no two alike
    }
    return bytes.array();
  }

  private static byte[] labels(int... labels) {
    ByteBuffer bytes = ByteBuffer.allocate(8 + labels.length).putInt(0x801).putInt(labels.length);
    for (int label : labels) {
      bytes.put((byte) label);
    }
    return bytes.array();
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return packed.toByteArray();
  }
}
