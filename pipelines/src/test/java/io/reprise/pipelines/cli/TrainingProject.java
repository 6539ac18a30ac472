package io.reprise.pipelines.cli;

import io.reprise.schemas.json.Json;
import io.reprise.schemas.parquet.TableWriter;
import io.reprise.schemas.record.Epoch;
import io.reprise.schemas.record.Example;
import io.reprise.schemas.record.Layer;
import io.reprise.schemas.record.Metric;
import io.reprise.schemas.record.Prediction;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.avro.specific.SpecificRecord;

/** A project whose stages put out files that a test writes, as if they had trained a network. */
final class TrainingProject {

  static final String HOSTILE_CLASS = "<script>window.hit=1</script>";

  private static final String STAGES =
      """
      data:
        uses: command
        with:
          run: cp e.parquet out/test/ && cp _dataset.json out/test/
          files: [e.parquet, _dataset.json]
          outputs: { test: files }
      aside:
        uses: command
        with: { run: echo > out/a/a.txt, parameters: { seed: 1 }, outputs: { a: files } }
      fit:
        uses: command
        in: { examples: data.test }
        with:
          run: >-
            cp parameters.bin network.json out/model/ && cp layers.parquet out/layers/ && cp h.parquet
            out/history/ && cp p.parquet out/predictions/ && cp m$seed$rate.parquet out/metrics/
            && cp *.png *.svg out/pictures/
          files:
            [parameters.bin, network.json, layers.parquet, h.parquet, p.parquet, a.png, a.svg, m12.parquet,
             m13.parquet, m22.parquet]
          parameters: { seed: 1, rate: 2 }
          outputs:
            { model: model, layers: layers, history: epochs, predictions: predictions,
              metrics: metrics, pictures: pictures }
      """;

  private final CommandProject project;
  private final String first;

  /** With a first run. */
  TrainingProject(Path home) throws IOException {
    project = CommandProject.with(home, STAGES);
    reset();
    first = project.run().id();
  }

  /** All files as the first run had them. */
  void reset() throws IOException {
    write("e.parquet", example(1), example(2));
    project.write("_dataset.json", "{\"classes\":[\"Shirt\",\"" + HOSTILE_CLASS + "\"]}");
    project.write("a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    write("layers.parquet", layer(0, "conv", 2), layer(1, "pool", 0), layer(2, "out", 3));
    parameters(3, 4, 1, 0, 0);
    weights("1 filters of 1x2", "", "3 units");
    write("h.parquet", epoch(1, 0.9, 0.8), epoch(2, 0.5, 0.6), epoch(3, 0.4, 0.7));
    write("p.parquet", prediction(1, 0), prediction(2, 1));
    accuracy("m12.parquet", 0.8);
    accuracy("m13.parquet", 0.7);
    accuracy("m22.parquet", 0.9);
    picture(40, 30, 0);
  }

  /** The first run's id. */
  String first() {
    return first;
  }

  CommandProject project() {
    return project;
  }

  /** Everything that a second run is to differ in. */
  void change() throws IOException {
    project.write("a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>");
    parameters(3, 4.5f, 1, 0, 0.5f);
    write("h.parquet", epoch(1, 0.9, 0.95), epoch(2, 0.3, 0.5));
    write("p.parquet", prediction(1, 1), prediction(2, 1));
    accuracy("m12.parquet", 0.85);
    picture(40, 30, 12);
  }

  void accuracy(String name, double value) throws IOException {
    write(name, new Metric("command", null, "accuracy", null, value));
  }

  static Layer layer(int index, String name, long parameters) {
    return new Layer(index, name, "t", "1", parameters);
  }

  /** What shapes the parameters of each layer. */
  void weights(String... each) throws IOException {
    project.write("network.json", Json.write(Map.of("weights", List.of(each))));
  }

  static Epoch epoch(int number, double loss, double validation) {
    return new Epoch(number, 0.1, loss, null, validation, null);
  }

  static Prediction prediction(long id, int predicted) {
    return new Prediction(id, "test", 0, predicted, List.of(0.5f, 0.5f));
  }

  private static Example example(long id) {
    ByteBuffer pixels = ByteBuffer.wrap(new byte[] {0, 80, (byte) 160, (byte) 255});
    return new Example(id, "test", 0, 2, 2, 1, pixels, id, null);
  }

  void parameters(float... numbers) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(numbers);
    Files.write(project.pipelines().resolve("parameters.bin"), bytes.array());
  }

  /** Black, with white pixels at the beginning of the first row. */
  void picture(int width, int height, int white) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int x = 0; x < white; x++) {
      image.setRGB(x, 0, 0xffffff);
    }
    ImageIO.write(image, "png", project.pipelines().resolve("a.png").toFile());
  }

  @SafeVarargs
  final <T extends SpecificRecord> void write(String name, T... rows) throws IOException {
    try (TableWriter<T> table =
        new TableWriter<>(
            FileChannel.open(
                project.pipelines().resolve(name),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE),
            rows[0].getSchema())) {
      for (T row : rows) {
        table.write(row);
      }
    }
  }
}
