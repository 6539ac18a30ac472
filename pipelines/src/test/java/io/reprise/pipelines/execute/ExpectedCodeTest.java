package io.reprise.pipelines.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.pipelines.code.StageCode;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.augment.AugmentStage;
import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Workers that would give wrong bytes a right name are told from others. */
class ExpectedCodeTest {

  private static final String ROTATION = "io/reprise/stages/image/Rotation.class";

  private final Set<String> parts = new StageCode().listing(new AugmentStage()).parts().keySet();
  private final ExpectedCode expected = ExpectedCode.of(parts, AugmentStage.class.getClassLoader());

  @Test
  void workerWithTheSameCodeLacksNothing() {
    assertThat(expected.missingFrom(AugmentStage.class.getClassLoader())).isEmpty();
    assertThat(expected.digests()).containsKey(ROTATION).hasSizeGreaterThan(100);
  }

  @Test
  void eachLibraryIsLookedAt() {
    List<String> libraries = parts.stream().filter(part -> part.startsWith("library ")).toList();
    assertThat(libraries).isNotEmpty();
    for (String library : libraries) {
      assertThat(ExpectedCode.of(Set.of(library), AugmentStage.class.getClassLoader()).digests())
          .as(library)
          .isNotEmpty();
    }
  }

  @Test
  void workerWithAnotherVersionOfOneClassIsNotUsed() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(new OtherRotation(before));
    try {
      StageContext context =
          new StageContext(new Settings(Map.of()), Map.of(), Map.of(), Map.of(), "none/", "none/")
              .checkedBy(expected);
      assertThatThrownBy(() -> new Attempt(context))
          .isInstanceOf(ReportedException.class)
          .hasMessageContaining("has other code than this process (" + ROTATION + ")");
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static final class OtherRotation extends ClassLoader {

    OtherRotation(ClassLoader parent) {
      super(parent);
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      return name.equals(ROTATION)
          ? new ByteArrayInputStream(new byte[] {1})
          : super.getResourceAsStream(name);
    }
  }
}
