package io.reprise.pipelines.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.reprise.pipelines.manifest.RunFolders;
import io.reprise.pipelines.manifest.StageEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same bytes whatever the locale, the character set, the time zone and the JDK. The other JDK
 * is the one of {@code -Dtest.other.java=.../bin/java}, or any other in {@code /usr/lib/jvm}.
 */
class EnvironmentsTest {

  /** Numbers in a model's files, metrics, warnings, pictures, and a program's environment. */
  private static final String PIPELINE =
      """
      pipeline: p
      params: { tiny: 2.0e-23 }
      stages:
        ingest: { uses: ingest, with: { dataset: tiny } }
        train:
          uses: train
          in: { train: ingest.train, validation: ingest.test }
          with:
            epochs: 2
            optimizer: { sgd: { learningRate: 2.0e-23 } }
            layers: [ { dense: { units: 4, activation: relu } }, { output: { units: 10 } } ]
        evaluate: { uses: evaluate, in: { model: train.model, examples: ingest.test } }
        embed: { uses: embed, in: { model: train.model, examples: ingest.test } }
        pca: { uses: pca, in: { embeddings: embed.embeddings } }
        program:
          uses: command
          with:
            run: echo $big $small ${tiny} >out/x/y
            parameters: { big: 2.0e23, small: 5.684341886080802e-14 }
            outputs: { x: files }
        word:
          uses: command
          in: { evaluate: evaluate.metrics, pca: pca.metrics, program: program.x } # so it comes last
          with: { run: echo $w >out/x/y, parameters: { w: "\u00e4" }, outputs: { x: files } }
      """;

  private static final String ASCII_ONLY = "ANSI_X3.4-1968";

  @TempDir static Path home;

  /** Of a run in this JVM; empty where that cannot be, in a locale without UTF-8. */
  private static Map<String, String> here = Map.of();

  @BeforeAll
  static void runHere() throws IOException {
    Path outputs = new TinyProject(home).outputs();
    Files.writeString(home.resolve("p.yaml"), PIPELINE);
    if ("UTF-8".equals(System.getProperty("sun.jnu.encoding"))) {
      Cli.Result result = Cli.runIn(home, outputs, "run", home.resolve("p.yaml").toString());
      here = digests(result, "outputs");
      assertThat(here).doesNotContainValue("null");
    }
  }

  @Test
  void bytesDoNotDependOnLocaleOrTimeZone() throws Exception {
    Map<String, String> expected = digestsHere();
    CliProcess arabic =
        in(
            List.of("-Duser.language=ar", "-Duser.country=EG"),
            Map.of("LC_ALL", "C.UTF-8", "TZ", "Asia/Kathmandu"));
    assertThat(digests(run(arabic, "arabic"), "arabic")).isEqualTo(expected);
  }

  @Test
  void programGetsItsCharactersOrDoesNotRun() throws Exception {
    Map<String, String> expected = digestsHere();
    CliProcess turkish =
        in(List.of("-Duser.language=tr", "-Duser.country=TR"), Map.of("LC_ALL", "C"));
    Cli.Result result = run(turkish, "turkish");
    assertThat(result.exitCode()).as(result.out()).isEqualTo(1);
    assertThat(result.out()).contains("word: Java takes file names and arguments for");
    expected.put("word", "null");
    assertThat(digests(result, "turkish")).isEqualTo(expected);
  }

  @Test
  void bytesDoNotDependOnTheJdk() throws Exception {
    Optional<Path> other = otherJava();
    Assumptions.assumeTrue(
        other.isPresent(), "no other JDK in /usr/lib/jvm: bytes were not compared between JDKs");
    Map<String, String> expected = digestsHere();
    CliProcess process =
        new CliProcess(
            CliProcess.Bare.class, other.orElseThrow(), List.of(), Map.of("LC_ALL", "C.UTF-8"));
    assertThat(digests(run(process, "other"), "other")).isEqualTo(expected);
  }

  @Test
  void encodingThatWouldLoseCharactersIsRefused() throws Exception {
    CliProcess process =
        new CliProcess(Main.class, CliProcess.thisJava(), List.of(), Map.of("LC_ALL", "C"));
    assertThat(process.run(home, home.resolve("refused"), "runs"))
        .isEqualTo(
            new Cli.Result(
                2,
                "error: Java takes file names and arguments for "
                    + ASCII_ONLY
                    + ", not UTF-8, and would damage them; set LC_ALL=C.UTF-8, or start it with"
                    + " ./reprise, which does\n"));
  }

  private static CliProcess in(List<String> options, Map<String, String> environment) {
    return new CliProcess(CliProcess.Bare.class, CliProcess.thisJava(), options, environment);
  }

  private static Map<String, String> digestsHere() {
    Assumptions.assumeFalse(
        here.isEmpty(), "a stage with a parameter beyond ASCII does not run in this locale");
    return new LinkedHashMap<>(here);
  }

  private Cli.Result run(CliProcess process, String outputs)
      throws IOException, InterruptedException {
    return process.run(home, home.resolve(outputs), "run", home.resolve("p.yaml").toString());
  }

  private static Map<String, String> digests(Cli.Result result, String folder) throws IOException {
    Path outputs = home.resolve(folder);
    assertThat(outputs.resolve("runs")).as(result.out()).isNotEmptyDirectory();
    RunFolders runs = new RunFolders(outputs.resolve("runs"));
    Map<String, String> digests = new LinkedHashMap<>();
    for (StageEntry stage : runs.find("latest").stages()) {
      digests.put(stage.name(), String.valueOf(stage.artifact()));
      digests.put(stage.name() + " key", String.valueOf(stage.key()));
    }
    Path headlines = outputs.resolve("runs/" + runs.find("latest").id() + "/headlines.json");
    digests.put("headlines.json", Files.readString(headlines, StandardCharsets.UTF_8));
    return digests;
  }

  private static Optional<Path> otherJava() throws IOException {
    String named = System.getProperty("test.other.java", "");
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    Path folder = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    Path here = Path.of(System.getProperty("java.home")).toRealPath();
    try (Stream<Path> jdks = Files.list(folder)) {
      return jdks.map(jdk -> jdk.resolve("bin/java"))
          .filter(Files::isExecutable)
          .filter(java -> !isBelow(here, java))
          .sorted()
          .findFirst();
    }
  }

  private static boolean isBelow(Path jdk, Path java) {
    try {
      return java.toRealPath().startsWith(jdk);
    } catch (IOException e) {
      return true; // a broken link is no other JDK
    }
  }
}
