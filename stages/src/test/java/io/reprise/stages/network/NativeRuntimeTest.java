package io.reprise.stages.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class NativeRuntimeTest {

  @Test
  void convolutionsFindTheirOneDnnImplementation() {
    Assumptions.assumeTrue(NativeSettings.linuxOnIntel(), "the oneDNN build is for x86-64 here");
    try (NativeThreads.Lease lease = NativeThreads.lease(2)) {
      MultiLayerNetwork network =
          Networks.initial(
              TrialSpecs.spec(
                  "layers: [conv: {filters: 2, kernel: 3}, output: {units: 2}]", 1, 8, 2));
      assertThat(((ConvolutionLayer) network.getLayer(0)).getHelper()).isNotNull();
    }
  }

  @Test
  void factsNameWhatComputes() throws java.io.IOException {
    Assumptions.assumeTrue(NativeSettings.linuxOnIntel(), "the oneDNN build is for x86-64 here");
    assertThat(NativeFacts.collect(2))
        .containsEntry("nativeLibrary", "linux-x86_64-onednn")
        .containsEntry("nd4j", "1.0.0-M2.1")
        .containsEntry("oneDnn", true)
        .containsEntry("threads", 2)
        .containsEntry("warnings", java.util.List.of());
  }

  @Test
  void buildIsReadOffTheFileThatWasLoaded() {
    String folder = "/cache/nd4j-native.jar/org/nd4j/linalg/cpu/nativecpu/bindings/";
    String library = "/libjnind4jcpu.so";
    Map<String, String> oneDnn =
        Map.of("jnijavacpp", "/x/y", "jnind4jcpu", folder + "linux-x86_64-onednn" + library);
    Map<String, String> plain = Map.of("jnind4jcpu", folder + "linux-x86_64" + library);
    assertThat(LoadedLibrary.build(oneDnn)).isEqualTo("linux-x86_64-onednn");
    assertThat(LoadedLibrary.build(plain)).isEqualTo("linux-x86_64");
    assertThat(LoadedLibrary.build(Map.of())).isEqualTo("none");
    assertThat(LoadedLibrary.isOneDnn("linux-x86_64-onednn")).isTrue();
    assertThat(LoadedLibrary.isOneDnn("linux-x86_64")).isFalse();
  }

  @Test
  void plainBuildIsWarnedOf() {
    assertThat(NativeFacts.warnings(false, "linux-x86_64"))
        .contains(
            "oneDNN is off (the native library that is loaded is linux-x86_64): training is"
                + " several times slower than it could be");
  }

  @Test
  void interruptionReachesTheWorkAndIsWaitedFor() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    AtomicBoolean endedBefore = new AtomicBoolean();
    Thread waiting =
        new Thread(
            () -> {
              try {
                NativeRuntime.inNewThread("slow", () -> untilInterrupted(working, ended));
              } catch (Exception e) {
                endedBefore.set(e instanceof InterruptedException && ended.get());
              }
            });
    waiting.start();
    working.await();
    waiting.interrupt();
    waiting.join();
    assertThat(endedBefore).isTrue();
  }

  private static boolean untilInterrupted(CountDownLatch working, AtomicBoolean ended)
      throws InterruptedException {
    try {
      working.countDown();
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      Thread.sleep(100);
      ended.set(true);
    }
    return true;
  }

  @Test
  void openBlasCoreIsTheWidestThatTheProcessorHas() {
    assertThat(NativeSettings.openBlasCore(Set.of("avx2"))).isEqualTo("Haswell");
    assertThat(
            NativeSettings.openBlasCore(
                Set.of("avx2", "avx512f", "avx512bw", "avx512dq", "avx512vl")))
        .isEqualTo("SkylakeX");
    assertThat(NativeSettings.openBlasCore(Set.of("avx2", "avx512f"))).isEqualTo("Haswell");
    assertThat(NativeSettings.openBlasCore(Set.of("sse2"))).isEqualTo("Nehalem");
  }

  @Test
  void failureOfTheWorkIsThrownAsItIs() {
    assertThatThrownBy(
            () ->
                NativeRuntime.inNewThread(
                    "failing",
                    () -> {
                      throw new java.io.IOException("no such file");
                    }))
        .isInstanceOf(java.io.IOException.class)
        .hasMessage("no such file");
  }
}
