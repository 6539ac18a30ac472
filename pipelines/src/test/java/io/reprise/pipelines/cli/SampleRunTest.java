package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.RunManifest;
import io.reprise.pipelines.manifest.StageEntry;
import io.reprise.schemas.parquet.TableReader;
import io.reprise.schemas.rule.KnownTables;
import io.reprise.schemas.rule.TableCheck;
import io.reprise.schemas.rule.TableRules;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The main job, end to end, on the bundled drawings: what the README promises. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SampleRunTest {

  /** Enough to tell a working chain from a broken one; the pipeline's own are for people. */
  private static final List<String> FEWER =
      List.of("run", "--set", "train.epochs=3", "--set", "tsne.iterations=250");

  @TempDir static Path outputs;
  @TempDir static Path others;

  @Test
  @Order(1)
  void firstRunExecutesEveryStageAndLearns() throws Exception {
    assertThat(Cli.run(outputs, fewer()).exitCode()).isZero();
    RunManifest run = latest(outputs);
    assertThat(outcomes(run)).containsOnly("ran");
    assertThat(run.stages()).hasSize(11);
    assertThat(
            query(
                "select value from '%s/metrics.parquet' where name = 'accuracy' and stage ="
                    + " 'evaluate'"))
        .isGreaterThan(0.80);
  }

  @Test
  @Order(2)
  void secondRunExecutesNothing() throws Exception {
    String first = latest(outputs).id();
    Cli.Result second = Cli.run(outputs, fewer());
    assertThat(second.exitCode()).isZero();
    assertThat(second.out()).contains("\nnothing to do\n").endsWith(first + "\n");
    assertThat(latest(outputs).id()).isEqualTo(first);
  }

  @Test
  @Order(3)
  void duckDbReadsWhatTheStagesWrote() throws Exception {
    assertThat(query("select count(*) from '%s/ingest/test/*.parquet'")).isEqualTo(500);
    assertThat(query("select count(*) from '%s/augment/examples/*.parquet'")).isEqualTo(3200);
    assertThat(
            query(
                "select max(n) from (select count(*) n from '%s/ingest/test/*.parquet' group by"
                    + " label)"))
        .isEqualTo(50);
    assertThat(query("select len(vector) from '%s/embed/embeddings/*.parquet' limit 1"))
        .isEqualTo(64);
    assertThat(
            query(
                "select avg((p.predicted = p.label)::int) from"
                    + " '%1$s/evaluate/predictions/*.parquet' p"))
        .isEqualTo(
            query(
                "select value from '%s/metrics.parquet' where name = 'accuracy' and stage ="
                    + " 'evaluate'"));
  }

  /** The rules that other programs' tables are held to. */
  @Test
  @Order(3)
  void everyTableKeepsTheRulesOfItsContent() throws Exception {
    Path run = outputs.resolve("runs").resolve(latest(outputs).id());
    Set<String> checked = new TreeSet<>();
    try (Stream<Path> folders = Files.walk(run, 2, FileVisitOption.FOLLOW_LINKS)) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        String output = folder.getFileName().toString();
        String content =
            Set.of("train", "test", "validation").contains(output) ? "examples" : output;
        Optional<TableRules<?>> rules = KnownTables.builtIn().of(content);
        if (rules.isPresent() && run.relativize(folder).getNameCount() == 2) {
          assertThat(problems(folder, rules.get())).as(folder.toString()).isEmpty();
          checked.add(content);
        }
      }
    }
    assertThat(checked).hasSizeGreaterThan(8);
  }

  private static <T extends SpecificRecord> List<String> problems(Path folder, TableRules<T> rules)
      throws IOException {
    List<String> problems = new ArrayList<>();
    TableCheck<T> check = rules.check();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".parquet")).sorted().toList()) {
        try (TableReader<T> reader =
            new TableReader<>("table", FileChannel.open(file), rules.record())) {
          for (T row = reader.read(); row != null; row = reader.read()) {
            check.next(row).ifPresent(problems::add);
          }
        }
      }
    }
    return problems;
  }

  @Test
  @Order(4)
  void changedStageRunsAgainWithWhatDependsOnIt() throws Exception {
    assertThat(Cli.run(outputs, fewer("--set", "kmeans.k=12")).exitCode()).isZero();
    RunManifest run = latest(outputs);
    assertThat(run.stages().stream().filter(s -> s.outcome().equals("ran")).map(StageEntry::name))
        .containsExactlyInAnyOrder("kmeans", "metrics");
    Cli.Result diff = Cli.run(outputs, "diff");
    assertThat(diff.exitCode()).isEqualTo(3);
    assertThat(diff.out()).contains("kmeans    changed: k 10 -> 12").contains("metrics   follows");
  }

  @Test
  @Order(5)
  void anotherStoreAndOtherJobsGiveEqualDigests() throws Exception {
    assertThat(Cli.run(others, fewer("--jobs", "3")).exitCode()).isZero();
    Cli.run(outputs, fewer());
    assertThat(digests(latest(others))).isEqualTo(digests(latest(outputs)));
  }

  /** In a process of its own, as its jars and Flink's do not go together. */
  @Test
  @Order(6)
  void sparkGivesEqualDigests(@TempDir Path onSpark) throws Exception {
    SparkProcess spark = SparkProcess.prepare();
    Cli.Result result = spark.run(onSpark, fewer("--jobs", "2"));
    assertThat(result.exitCode()).as(result.out()).isZero();
    assertThat(digests(latest(onSpark))).isEqualTo(digests(latest(others)));
  }

  private static String[] fewer(String... more) {
    return Stream.concat(FEWER.stream(), Stream.of(more)).toArray(String[]::new);
  }

  private static RunManifest latest(Path folder) throws IOException {
    return new RunFolders(folder.resolve("runs")).find("latest");
  }

  private static Set<String> outcomes(RunManifest run) {
    return run.stages().stream().map(StageEntry::outcome).collect(Collectors.toSet());
  }

  private static Map<String, String> digests(RunManifest run) {
    Map<String, String> digests = new TreeMap<>();
    run.stages().forEach(stage -> digests.put(stage.name(), String.valueOf(stage.artifact())));
    return digests;
  }

  /** The only number that a query over the latest run's folder gives. */
  private static double query(String sql) throws SQLException, IOException {
    String folder = outputs.resolve("runs").resolve(latest(outputs).id()).toString();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        ResultSet result =
            duck.createStatement().executeQuery(String.format(Locale.ROOT, sql, folder))) {
      assertThat(result.next()).isTrue();
      return result.getDouble(1);
    }
  }
}
