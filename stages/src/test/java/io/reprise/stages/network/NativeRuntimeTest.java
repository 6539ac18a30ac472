package io.reprise.stages.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
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
