package io.reprise.stages.network;

import io.reprise.schemas.record.Example;
import io.reprise.stages.TrialFiles;
import io.reprise.stages.table.ExampleFacts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small tables of examples: a bright bar whose place is the class, and noise. */
public final class TrialExamples {

  public static final int SIDE = 12;

  private TrialExamples() {}

  /** Three classes, ids from 0, in a shard of its own every {@code rowsPerShard}. */
  public static Path write(Path folder, int rows, int rowsPerShard, long seed) throws IOException {
    return write(folder, examples(rows, seed), rowsPerShard, List.of("left", "middle", "right"));
  }

  public static Path write(
      Path folder, List<Example> examples, int rowsPerShard, List<String> classes)
      throws IOException {
    for (int from = 0; from < examples.size(); from += rowsPerShard) {
      List<Example> shard = examples.subList(from, Math.min(from + rowsPerShard, examples.size()));
      Path shardFolder = folder.resolve("shard" + from / rowsPerShard);
      TrialFiles.table(shardFolder, Example.class, shard);
    }
    Example first = examples.get(0);
    TrialFiles.facts(
        folder,
        new ExampleFacts(
            "trial",
            first.getHeight(),
            first.getWidth(),
            first.getChannels(),
            classes,
            examples.size()));
    return folder;
  }

  public static List<Example> examples(int rows, long seed) {
    List<Example> examples = new ArrayList<>();
    Random random = new Random(seed);
    for (int id = 0; id < rows; id++) {
      int label = random.nextInt(3);
      examples.add(example(id, label, pixels(label, random)));
    }
    return examples;
  }

  public static Example example(long id, int label, byte[] pixels) {
    return new Example(id, "test", label, SIDE, SIDE, 1, ByteBuffer.wrap(pixels), id, null);
  }

  private static byte[] pixels(int label, Random random) {
    byte[] pixels = new byte[SIDE * SIDE];
    random.nextBytes(pixels);
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        int noise = (pixels[row * SIDE + column] & 0xff) / 2;
        boolean bar = column / 4 == label;
        pixels[row * SIDE + column] = (byte) (bar ? 120 + noise : noise);
      }
    }
    return pixels;
  }
}
