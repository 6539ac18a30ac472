package io.reprise.stages.embedding;

import io.reprise.schemas.record.Embedding;
import io.reprise.stages.StageTrial;
import io.reprise.stages.TrialFiles;
import io.reprise.stages.spi.InputFiles;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Tables of embeddings for tests. */
public final class EmbeddingSamples {

  private EmbeddingSamples() {}

  /** 60 rows of 3 units, which scikit-learn was given too: the literals in the tests are of it. */
  public static List<Embedding> lattice() {
    List<Embedding> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int c = i % 3;
      double a = i * 7 % 11 / 10.0;
      double b = i * 5 % 13 / 10.0;
      int label = i % 10 == 0 ? (c + 1) % 3 : c;
      rows.add(row(i, label, (float) (c * 4 + a), (float) (c % 2 * 3 + b), (float) (a * b)));
    }
    return rows;
  }

  /** Blobs around one random centre a label. */
  public static List<Embedding> blobs(int count, int units, int labels) {
    Random random = new Random(7);
    double[][] centres = new double[labels][units];
    for (double[] centre : centres) {
      for (int unit = 0; unit < units; unit++) {
        centre[unit] = random.nextGaussian() * 2;
      }
    }
    List<Embedding> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      float[] vector = new float[units];
      for (int unit = 0; unit < units; unit++) {
        vector[unit] = (float) (centres[i % labels][unit] + random.nextGaussian());
      }
      rows.add(row(i, i % labels, vector));
    }
    return rows;
  }

  public static Embedding row(long id, int label, float... vector) {
    List<Float> values = new ArrayList<>();
    for (float value : vector) {
      values.add(value);
    }
    return new Embedding(id, "test", label, values);
  }

  /** Writes the table and gives its folder. */
  public static Path write(Path folder, List<Embedding> rows) throws IOException {
    TrialFiles.table(folder, Embedding.class, rows);
    return folder;
  }

  /** The shard that {@link #write} wrote, or any other one-shard table. */
  public static InputFiles input(Path folder) {
    String shard = Tables.shardName(0);
    return new InputFiles(List.of(StageTrial.file(shard, folder.resolve(shard))));
  }
}
