package io.reprise.stages.project; // for what is not public

import io.reprise.stages.embedding.EmbeddingTable;
import io.reprise.stages.embedding.ParallelRows;
import io.reprise.stages.file.Progress;
import io.reprise.stages.spi.Settings;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** FOLDER ROWS UNITS THREADS: places of {@code vectors}, as the stage {@code tsne} finds them, to {@code places}. */
public final class TsneBench {

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    double[][] vectors = new double[Integer.parseInt(arguments[1])][Integer.parseInt(arguments[2])];
    FloatBuffer floats = bytes(Files.readAllBytes(folder.resolve("vectors"))).asFloatBuffer();
    List<EmbeddingTable.Row> rows = new ArrayList<>();
    for (double[] vector : vectors) {
      rows.add(new EmbeddingTable.Row(rows.size(), "test", 0));
      for (int unit = 0; unit < vector.length; unit++) {
        vector[unit] = floats.get();
      }
    }
    Settings settings =
        new Settings(
            Map.of("method", "barnes-hut", "perplexity", 30.0, "angle", 0.4, "iterations", 1000L, "seed", 0L));
    long start = System.nanoTime();
    try (ParallelRows threads = new ParallelRows(Integer.parseInt(arguments[3]))) {
      Tsne tsne = new Tsne(new EmbeddingTable(rows, vectors, List.of()), settings, threads);
      double[][] places = tsne.places(new Progress(folder.resolve("progress").toString(), "iterations"));
      System.out.println((System.nanoTime() - start) / 1e9);
      Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM"))
          .forEach(System.out::println);
      ByteBuffer written = bytes(new byte[2 * Double.BYTES * places.length]);
      for (double[] place : places) {
        written.putDouble(place[0]).putDouble(place[1]);
      }
      Files.write(folder.resolve("places"), written.array());
    }
  }

  private static ByteBuffer bytes(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
