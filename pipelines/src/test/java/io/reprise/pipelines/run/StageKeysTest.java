package io.reprise.pipelines.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reprise.pipelines.cache.Store;
import io.reprise.pipelines.code.StageCode;
import io.reprise.schemas.digest.Digest;
import io.reprise.schemas.problem.ReportedException;
import io.reprise.stages.spi.Externals;
import io.reprise.stages.spi.ProjectFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageKeysTest {

  @TempDir Path folder;

  @Test
  void fileThatIsNotWhatTheStageExpectsIsReportedWithItsRemedy() throws IOException {
    Path file = Files.writeString(folder.resolve("x.gz"), "x");
    StageKeys keys =
        new StageKeys(
            Store.open(folder.resolve("store")),
            new ProjectFolders(folder, folder),
            new StageCode());
    assertThat(keys.listing(expecting(file, Digest.of("x"))).digests())
        .isEqualTo(Map.of("x.gz", Digest.of("x")));
    assertThatThrownBy(() -> keys.listing(expecting(file, Digest.of("y"))))
        .isInstanceOf(ReportedException.class)
        .hasMessage(
            "%s has SHA-256 %s where the catalogue says %s; get it anew",
            file, Digest.of("x"), Digest.of("y"));
  }

  private static Externals expecting(Path file, Digest digest) {
    return new Externals(Map.of("x.gz", file), Map.of(), Map.of("x.gz", digest), "get it anew");
  }
}
