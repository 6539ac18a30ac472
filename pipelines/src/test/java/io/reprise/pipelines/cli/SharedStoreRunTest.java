package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.cli.Cli.Result;
import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.StageEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code --store}, as people use it. */
class SharedStoreRunTest {

  @TempDir Path home;

  private Path shared;

  @BeforeEach
  void writePipeline() throws IOException {
    shared = home.resolve("shared");
    Files.createDirectories(home.resolve("pipelines"));
    StringBuilder text = new StringBuilder("pipeline: p\nstages:\n");
    for (String stage : List.of("a", "b", "c")) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %1$s: { uses: command, with: { run: echo %1$s >out/made/%1$s, outputs: { made: files } } }\n",
              stage));
    }
    Files.writeString(home.resolve("pipelines/p.yaml"), text);
  }

  @Test
  void secondMachineReusesWhatTheFirstDid() throws IOException {
    assertThat(command("one", "run", "p", "--jobs", "2").out()).doesNotContain("warning");
    Result second = command("two", "run", "p", "--jobs", "2");
    assertThat(second.exitCode()).isZero();
    assertThat(second.out()).doesNotContain("warning");
    assertThat(outcomes("two")).containsExactly("cached", "cached", "cached");
  }

  @Test
  void pathAndUriMeanTheSameFolder() throws IOException {
    command("one", "run", "p");
    shared = Path.of("").toAbsolutePath().relativize(shared);
    command("two", "run", "p");
    assertThat(outcomes("two")).containsOnly("cached");
    Result third = run("three", "run", "p", "--store", home.resolve("shared").toUri().toString());
    assertThat(third.exitCode()).isZero();
    assertThat(outcomes("three")).containsOnly("cached");
  }

  @Test
  void damageIsAWarningAndNoFailure() throws IOException {
    command("one", "run", "p");
    for (Path object : files(shared.resolve("objects"))) {
      Files.writeString(object, "something else");
    }
    Result second = command("two", "run", "p", "--jobs", "2");
    assertThat(second.exitCode()).isZero();
    assertThat(outcomes("two")).containsOnly("ran");
    assertThat(second.out().lines().filter(line -> line.startsWith("warning: shared store: ")))
        .hasSizeBetween(1, files(shared.resolve("objects")).size())
        .allMatch(line -> line.contains(shared + "/objects/") && line.contains("; it is not used"));
    assertThat(second.out()).doesNotContain("error");
    assertThat(command("three", "run", "p").out()).doesNotContain("warning");
    assertThat(outcomes("three")).containsOnly("cached");
  }

  @Test
  void quietRunSaysNothingOfIt() throws IOException {
    Files.createDirectories(home.resolve("shared"));
    Files.writeString(shared.resolve("keys"), "in the way");
    assertThat(command("one", "run", "p").out()).contains("warning: shared store: ");
    Result quiet = command("two", "run", "p", "--quiet");
    assertThat(quiet.out()).isEmpty();
    assertThat(quiet.exitCode()).isZero();
  }

  @Test
  void statusKnowsWhatIsThereAndMovesNothing() throws IOException {
    command("one", "run", "p");
    assertThat(command("two", "status", "p", "--exit-code").exitCode()).isZero();
    assertThat(command("two", "run", "p", "--dry-run").out()).contains("  a  cached");
    assertThat(home.resolve("two/store/objects")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s3://bucket/x   | Beam reads s3:// by its module beam-sdks-java-io-amazon-web-services2, which is not here; put it with what it needs into pipelines/lib/; docs/store.md says how
          gs://bucket     | Beam reads gs:// by its module beam-sdks-java-io-google-cloud-platform, which is not here; put it with what it needs into pipelines/lib/; docs/store.md says how
          ftp://host/x    | no file system of Beam's has the scheme 'ftp'; a folder is written as a path, others as azfs://, gs://, hdfs:// or s3://
          s3:bucket/x     | write s3://..., or ./s3:bucket/x for a folder of this name
          file://host/x   | is no URI of a folder; write its path instead
          """)
  void storeThatNothingCanReadIsSaidBeforeAnythingRuns(String uri, String message)
      throws IOException {
    for (String command : List.of("run", "status")) {
      Result result = run("one", command, "p", "--store", uri);
      assertThat(result.out()).isEqualTo("error: --store " + uri + ": " + message + "\n");
      assertThat(result.exitCode()).isEqualTo(2);
    }
    assertThat(files(home.resolve("one"))).isEmpty();
  }

  private Result command(String outputs, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--store", shared.toString()));
    return run(outputs, all.toArray(String[]::new));
  }

  private Result run(String outputs, String... arguments) {
    return Cli.runIn(home, home.resolve(outputs), arguments);
  }

  private List<String> outcomes(String outputs) throws IOException {
    return new RunFolders(home.resolve(outputs).resolve("runs"))
        .find("latest").stages().stream().map(StageEntry::outcome).toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.filter(Files::isRegularFile).toList();
    }
  }
}
