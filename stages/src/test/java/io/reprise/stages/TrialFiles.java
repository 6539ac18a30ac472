package io.reprise.stages;

import io.reprise.stages.spi.Attempt;
import io.reprise.stages.spi.Settings;
import io.reprise.stages.spi.StageContext;
import io.reprise.stages.spi.WrittenFile;
import io.reprise.stages.table.ExampleFacts;
import io.reprise.stages.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Files as stages write them, for the inputs of tests. */
public final class TrialFiles {

  private static final String OUTPUT = "output";

  private TrialFiles() {}

  @FunctionalInterface
  private interface Writer {
    void write(Attempt attempt) throws IOException;
  }

  private static void into(Path folder, Writer writer) throws IOException {
    Path scratch = Files.createTempDirectory("trial");
    Attempt attempt = new Attempt(context(scratch));
    writer.write(attempt);
    for (WrittenFile file : attempt.files()) {
      Path target =
          folder.resolve(file.path().substring((WrittenFile.OUT + OUTPUT + "/").length()));
      Files.createDirectories(target.getParent());
      Files.move(Path.of(file.uri()), target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Writes a table of one shard. */
  public static <T extends SpecificRecord> void table(Path folder, Class<T> type, List<T> rows)
      throws IOException {
    into(folder, attempt -> Tables.write(attempt, OUTPUT, type, rows));
  }

  /** Writes the facts of a table. */
  public static void facts(Path folder, ExampleFacts facts) throws IOException {
    into(folder, attempt -> facts.write(attempt, OUTPUT));
  }

  /** Of a stage without parameters and inputs. */
  public static StageContext context(Path scratch) {
    return new StageContext(
        new Settings(Map.of()),
        Map.of(),
        Map.of(),
        Map.of(),
        scratch.toAbsolutePath() + "/",
        scratch.toAbsolutePath() + "/checkpoints/k/");
  }
}
