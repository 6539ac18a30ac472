package io.reprise.stages.network;

import io.reprise.schemas.digest.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A training whose bits depend on the number of threads, here or in a process of its own: its
 * arguments are numbers of threads, its output a digest for each.
 */
final class NativeTrial {

  private static final int SIDE = 28;
  private static final int IMAGES = 100;
  private static final int STEPS = 5;

  private NativeTrial() {}

  public static void main(String[] arguments) throws Exception {
    for (String threads : arguments) {
      System.out.println(digest(Integer.parseInt(threads)));
    }
  }

  /** Of the parameters and the last loss, after some steps. */
  static String digest(int threads) throws Exception {
    return NativeRuntime.inNewThread("trial", () -> train(threads));
  }

  private static String train(int threads) {
    NetworkSpec spec =
        TrialSpecs.spec(
            String.format(
                Locale.ROOT,
                """
            layers:
              - conv: { filters: 16, kernel: 3, padding: same, activation: relu }
              - pool
              - conv: { filters: 16, kernel: 3, activation: relu }
              - batchNorm
              - dropout: { rate: 0.3 }
              - dense: { units: 128, activation: relu }
              - output: { units: 5 }
            l2: 0.001
            threads: %d
            """,
                threads),
            1,
            SIDE,
            5);
    MultiLayerNetwork network;
    try (NativeThreads.Lease lease = NativeThreads.lease(threads)) {
      network = Networks.initial(spec);
      Nd4j.getRandom().setSeed(7);
    }
    for (int step = 0; step < STEPS; step++) {
      try (NativeThreads.Lease lease = NativeThreads.lease(threads)) {
        fit(network, spec);
      }
    }
    return Digest.of(FloatBytes.of(Networks.parameters(network))).hex() + " " + network.score();
  }

  static void fit(MultiLayerNetwork network, NetworkSpec spec) {
    Random random = new Random(3);
    List<byte[]> pixels = new ArrayList<>();
    float[] labels = new float[IMAGES * 5];
    for (int i = 0; i < IMAGES; i++) {
      byte[] image = new byte[SIDE * SIDE];
      random.nextBytes(image);
      pixels.add(image);
      labels[i * 5 + random.nextInt(5)] = 1;
    }
    INDArray y = Nd4j.create(labels, new long[] {IMAGES, 5}, 'c');
    network.fit(
        Nd4j.create(Images.values(pixels, spec.input()), new long[] {IMAGES, 1, SIDE, SIDE}, 'c'),
        y);
  }
}
