package io.reprise.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.pipelines.TestStages;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.problem.ReportedException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A manifest's parameters meet stage types that were declared anew since. */
class ReproductionTest {

  @Test
  void parameterAddedSinceHasItsDefault() {
    assertThat(
            Reproduction.plan(run(Map.of("value", 4L)), TestStages.types())
                .stage("a")
                .settings()
                .values())
        .isEqualTo(Map.of("value", 4L, "mode", "plain"));
  }

  @Test
  void parameterThatIsNoMoreIsNamed() {
    RunManifest run = run(Map.of("value", 4L, "obsolete", true));
    assertThatThrownBy(() -> Reproduction.plan(run, TestStages.types()))
        .isInstanceOf(ReportedException.class)
        .hasMessageStartingWith("the-run: a: unknown parameter 'obsolete'");
  }

  @Test
  void valueThatIsNoLongerAllowedIsNamed() {
    RunManifest run = run(Map.of("value", 666L));
    assertThatThrownBy(() -> Reproduction.plan(run, TestStages.types()))
        .isInstanceOf(ReportedException.class)
        .hasMessage("the-run: a: value 666 is not for us");
  }

  private static RunManifest run(Map<String, @Nullable Object> parameters) {
    StageEntry stage =
        new StageEntry(
            "a",
            "number",
            "ran",
            List.of(),
            null,
            "ab",
            Map.of(),
            Map.of(),
            Map.of(),
            parameters,
            List.of(),
            0,
            Map.of());
    return new RunManifest(
        "the-run",
        "p",
        "p.yaml",
        List.of(),
        "",
        0,
        RunManifest.Status.DONE,
        null,
        Map.of(),
        List.of(stage));
  }
}
