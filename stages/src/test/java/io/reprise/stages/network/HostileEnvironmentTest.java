package io.reprise.stages.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reprise.schemas.digest.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user's shell says to OpenMP and oneDNN reaches no result. */
@Timeout(120)
class HostileEnvironmentTest {

  private static final List<String> HOSTILE =
      List.of(
          "OMP_DYNAMIC=true",
          "OMP_THREAD_LIMIT=1",
          "OMP_MAX_ACTIVE_LEVELS=0",
          "OMP_NUM_THREADS=1",
          "DNNL_MAX_CPU_ISA=SSE41",
          "ONEDNN_MAX_CPU_ISA=SSE41");

  @BeforeEach
  void requireOneDnn() {
    assumeTrue(NativeSettings.linuxOnIntel());
  }

  /** A process that only applies a network has loaded nothing before. */
  @ParameterizedTest
  @ValueSource(strings = {"train", "apply"})
  void resultIsTheSame(String work) throws Exception {
    assertThat(digest(HOSTILE, work)).isEqualTo(digest(List.of(), work));
  }

  /** Of a process of its own. */
  private static String digest(List<String> environment, String work)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            work);
    for (String variable : environment) {
      String[] parts = variable.split("=", 2);
      builder.environment().put(parts[0], parts[1]);
    }
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process child = builder.start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).isZero();
    List<String> lines = said.lines().toList();
    String last = lines.get(lines.size() - 1);
    assertThat(last).matches("[0-9a-f]{64}");
    return last;
  }

  /** Prints a digest of what a network puts out, in its last line. */
  static final class Child {

    private static final int SIDE = 16;
    private static final int COUNT = 64;

    private Child() {}

    public static void main(String[] arguments) throws Exception {
      NetworkSpec spec =
          TrialSpecs.spec(
              """
              layers:
                - conv: { filters: 16, kernel: 3, padding: same, activation: relu }
                - pool
                - dense: { units: 64, activation: relu }
                - output: { units: 3 }
              backend: onednn
              threads: 2
              """,
              1,
              SIDE,
              3);
      Random random = new Random(3);
      float[] images = new float[COUNT * SIDE * SIDE];
      for (int i = 0; i < images.length; i++) {
        images[i] = random.nextFloat();
      }
      System.out.println(
          arguments[0].equals("train")
              ? NativeRuntime.inNewThread("trial", () -> trained(spec, images))
              : applied(spec, images));
    }

    private static String trained(NetworkSpec spec, float[] images) {
      try (Network network = Backend.initial(spec)) {
        network.beginEpoch(1, 1e-3);
        for (int step = 0; step < 3; step++) {
          network.fit(images, Targets.labels(new int[COUNT]));
        }
        return Digest.of(FloatBytes.of(network.parameters())).hex();
      }
    }

    private static String applied(NetworkSpec spec, float[] images) {
      try (Network network = Backend.untrained(spec)) {
        float[] parameters = network.parameters();
        Random random = new Random(5);
        for (int i = 0; i < parameters.length; i++) {
          parameters[i] = (float) random.nextGaussian() / 10;
        }
        network.resume(parameters, new Network.OptimizerState(0, new float[0]));
        StringBuilder all = new StringBuilder();
        for (float[] row : network.outputs(images, COUNT)) {
          all.append(Digest.of(FloatBytes.of(row)).hex());
        }
        return Digest.of(all.toString()).hex();
      }
    }
  }
}
