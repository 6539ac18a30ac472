package io.reprise.pipelines.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.schemas.problem.ReportedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which masters are this process: on all others, workers' code is compared with the key's. */
class MasterTest {

  @ParameterizedTest
  @ValueSource(strings = {"[local]", "[auto]"})
  void flinkOfThisProcess(String master) {
    assertThat(FlinkStageRunner.isThisProcess(master)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8081", "[::1]:8081", "[locall]"})
  void flinkElsewhere(String master) {
    assertThat(FlinkStageRunner.isThisProcess(master)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "local[4]", "local[*]", "local[2, 3]"})
  void sparkOfThisProcess(String master) {
    assertThat(SparkStageRunner.isThisProcess(master)).isTrue();
    assertThatCode(() -> SparkStageRunner.requireMaster(master)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:7077", "local-cluster[2,1,1024]", "yarn", "k8s://https://a:1"})
  void sparkElsewhere(String master) {
    assertThat(SparkStageRunner.isThisProcess(master)).isFalse();
  }

  @Test
  void addressWithoutSparksProtocolIsAProblem() {
    assertThatThrownBy(() -> SparkStageRunner.requireMaster("localhost:7077"))
        .isInstanceOf(ReportedException.class)
        .hasMessage(
            "sparkMaster=localhost:7077: is no master of Spark's; one looks like"
                + " spark://localhost:7077 or local[4]");
    assertThatCode(() -> SparkStageRunner.requireMaster("yarn")).doesNotThrowAnyException();
  }
}
