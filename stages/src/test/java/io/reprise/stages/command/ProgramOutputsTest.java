package io.reprise.stages.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.reprise.schemas.problem.ReportedException;
import io.reprise.schemas.record.Projection;
import io.reprise.stages.StageTrial;
import io.reprise.stages.TrialFiles;
import io.reprise.stages.spi.Content;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramOutputsTest {

  /** In UTF-16 the emoji comes first, in UTF-8 the tilde does. */
  private static final String EMOJI = "\uD83D\uDE00.parquet";

  private static final String TILDE = "\uFF5E.parquet";

  @TempDir Path out;

  @Test
  void tablesAreCheckedInTheOrderThatTheyAreReadIn() throws IOException {
    assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "no such file names");
    write(EMOJI, 0);
    write(TILDE, 5);
    check();
    assertThat(Tables.read(StageTrial.files(out.resolve("t")), Projection.class))
        .extracting(Projection::getId)
        .containsExactly(0L, 1L, 5L, 6L);
    write(EMOJI, 5);
    write(TILDE, 0);
    assertThatThrownBy(this::check)
        .isInstanceOf(ReportedException.class)
        .hasMessageContaining("id is 0 after 6");
  }

  private void write(String name, long firstId) throws IOException {
    List<Projection> rows = new ArrayList<>();
    for (long id = firstId; id < firstId + 2; id++) {
      rows.add(new Projection(id, "test", 0, 0.0, 0.0));
    }
    TrialFiles.table(out.resolve("t"), Projection.class, rows);
    Files.move(
        out.resolve("t/00000.parquet"),
        out.resolve("t").resolve(name),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private void check() throws IOException {
    ProgramOutputs.of(out, List.of("t")).requireContent(Map.of("t", Content.PROJECTION));
  }
}
