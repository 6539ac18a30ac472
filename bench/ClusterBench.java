package io.reprise.stages.cluster; // for what is not public

import io.reprise.stages.embedding.EmbeddingTable;
import io.reprise.stages.embedding.ParallelRows;
import io.reprise.stages.embedding.UnitSpread;
import io.reprise.stages.spi.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * FOLDER ROWS UNITS THREADS: clusters {@code vectors} as the stages do, whenever a line says kmeans or dbscan, and answers
 * with seconds and two figures of the result.
 */
public final class ClusterBench {

  private final EmbeddingTable table;
  private final ParallelRows threads;

  private ClusterBench(EmbeddingTable table, ParallelRows threads) {
    this.table = table;
    this.threads = threads;
  }

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    double[][] vectors = new double[Integer.parseInt(arguments[1])][Integer.parseInt(arguments[2])];
    FloatBuffer floats =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve("vectors"))).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    List<EmbeddingTable.Row> rows = new ArrayList<>();
    for (double[] vector : vectors) {
      rows.add(new EmbeddingTable.Row(rows.size(), "test", rows.size() % 10));
      for (int unit = 0; unit < vector.length; unit++) {
        vector[unit] = floats.get();
      }
    }
    try (ParallelRows threads = new ParallelRows(Integer.parseInt(arguments[3]))) {
      new ClusterBench(new EmbeddingTable(rows, vectors, List.of()), threads).serve();
    }
  }

  private void serve() throws Exception {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      long start = System.nanoTime();
      double[] said = line.equals("kmeans") ? kmeans() : dbscan();
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.println(seconds + " " + said[0] + " " + said[1]);
    }
    Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .forEach(System.out::println);
  }

  /** Inertia and silhouette. */
  private double[] kmeans() throws InterruptedException {
    Settings settings =
        new Settings(Map.of("k", 10L, "runs", 10L, "maxIterations", 100L, "tolerance", 1e-4, "seed", 0L));
    KMeansInput input = new KMeansInput(table, UnitSpread.of(table.vectors()), table.vectors());
    KMeansWork.Result result = KMeansWork.fit(input, settings, threads);
    double silhouette =
        result.metrics().stream().filter(metric -> metric.getName().equals("silhouette")).findAny().orElseThrow().getValue();
    return new double[] {result.assignment().inertia(), silhouette};
  }

  /** Clusters and noise; with the distances to the 60th neighbours, sorted. */
  private double[] dbscan() throws IOException, InterruptedException {
    Settings settings = new Settings(Map.of("radius", 1.6, "minPoints", 60L, "seed", 0L));
    DbscanWork.Result result = DbscanWork.fit(table, settings, threads, rows -> {});
    double[] sorted = result.distances().clone();
    Arrays.sort(sorted);
    return new double[] {result.assignment().count(), result.assignment().noise()};
  }
}
