package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogsTest {

  @AfterEach
  void quiet() {
    Logs.set(List.of("--quiet"));
  }

  @Test
  void ownWarningsAreOnePlainLineEach() {
    assertThat(logged("run", "p")).isEqualTo("warning: mind the 1 gap\n");
    assertThat(logged("run", "p")).as("set again").isEqualTo("warning: mind the 1 gap\n");
  }

  @Test
  void quietHasNone() {
    assertThat(logged("run", "p", "--quiet")).isEmpty();
  }

  /** Of a warning, a remark, and a library's warning. */
  private static String logged(String... arguments) {
    PrintStream before = System.err;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try {
      Logs.set(List.of(arguments));
      LoggerFactory.getLogger("io.reprise.stages.x").warn("mind the {} gap", 1, new Exception("x"));
      LoggerFactory.getLogger("io.reprise.stages.x").info("all is well");
      LoggerFactory.getLogger("org.apache.beam.x").error("noise");
      return bytes.toString(StandardCharsets.UTF_8);
    } finally {
      System.setErr(before);
    }
  }
}
